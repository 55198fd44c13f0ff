<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs if:Due ?><div class="govuk-inset-text"><p><strong><?cs var:Due ?></strong></p><p><?cs var:T.desk.own.waits ?></p></div>
<?cs elif:Holds ?><p><?cs var:Holds ?></p>
<?cs /if ?><p><?cs var:T.desk.own.text ?></p>
<?cs if:subcount(Marks) > #0 ?><section class="qiao-card"><ul class="qiao-rows"><?cs each:m = Marks ?><li><b><?cs var:m.Kind ?></b><span><?cs var:t1("desk.own.since", m.Since.Text) ?></span></li><?cs /each ?></ul></section>
<?cs /if ?><?cs call:form_start("own") ?>
<?cs if:Form.F.next.Value ?><input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>">
<?cs /if ?><?cs call:field_text("number", T.desk.own.number, T.desk.own.number_hint, "") ?>
<?cs call:field_text("contact", T.desk.own.contact, T.desk.own.contact_hint, "") ?>
<?cs call:field_checkbox("all", T.desk.own.all, T.desk.own.all_hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.own.button) ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
