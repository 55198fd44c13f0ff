<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:MatterHref ?>"><?cs var:Ref ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:T.desk.hold.text ?></p>
<?cs if:Hold.By ?><div class="govuk-inset-text"><?cs each:w = Hold.Words ?><p><?cs var:w.Line ?></p><?cs /each ?><p class="qiao-quiet"><?cs var:t2("desk.proposal.by", Hold.By, Hold.Since.Text) ?></p></div>
<?cs call:form_start("hold") ?><input type="hidden" name="end" value="1"><div class="govuk-button-group"><?cs call:button(T.desk.hold.end) ?></div>
<?cs call:form_end() ?>
<?cs else ?><?cs call:form_start("hold") ?>
<?cs call:field_textarea("reason", T.desk.hold.reason, T.desk.hold.hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.hold.button) ?></div>
<?cs call:form_end() ?>
<?cs /if ?></div>
<?cs call:desk_end() ?>
