<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.own.text ?></p>
<?cs if:subcount(Marks) > #0 ?><section class="qiao-card"><ul class="qiao-rows"><?cs each:m = Marks ?><li><b><?cs var:m.Kind ?></b><span><?cs var:t1("desk.own.since", m.Since.Text) ?></span></li><?cs /each ?></ul></section>
<?cs /if ?><?cs call:form_start("own") ?>
<?cs call:field_text("number", T.desk.own.number, T.desk.own.number_hint, "") ?>
<?cs call:field_text("contact", T.desk.own.contact, T.desk.own.contact_hint, "") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.own.button) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
