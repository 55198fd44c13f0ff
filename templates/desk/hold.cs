<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><?cs if:MatterHref ?><a class="govuk-back-link" href="<?cs var:MatterHref ?>"><?cs var:Ref ?></a><?cs else ?><a class="govuk-back-link" href="<?cs var:All.Href ?>"><?cs var:T.desk.retention.title ?></a><?cs /if ?></p>
<h1><?cs var:Page.Title ?></h1>
<?cs if:Ref && !MatterHref ?><p><strong><?cs var:Ref ?></strong></p>
<?cs /if ?><p><?cs var:T.desk.hold.text ?></p>
<?cs if:Hold.By ?><div class="govuk-inset-text"><?cs each:w = Hold.Words ?><p><?cs var:w.Line ?></p><?cs /each ?><p class="qiao-quiet"><?cs var:t2("desk.hold.by", Hold.By, Hold.Since.Text) ?> · <?cs var:Hold.Unit ?></p></div>
<?cs if:Hold.MayEnd ?><?cs call:form_start("hold") ?><input type="hidden" name="end" value="1"><div class="govuk-button-group"><?cs call:button(T.desk.hold.end) ?></div>
<?cs call:form_end() ?>
<?cs else ?><p><?cs var:T.desk.hold.theirs ?></p>
<?cs /if ?><?cs elif:MayHold ?><?cs call:form_start("hold") ?>
<?cs call:field_textarea("reason", T.desk.hold.reason, T.desk.hold.hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.hold.button) ?></div>
<?cs call:form_end() ?>
<?cs elif:Ref ?><p><?cs var:T.desk.hold.open ?></p>
<?cs else ?><form method="get" action="<?cs var:Find.Href ?>"><p><label class="govuk-label" for="ref"><?cs var:T.desk.hold.which ?></label><input class="govuk-input govuk-input--width-10" id="ref" name="ref" minlength="9" maxlength="14" required autocomplete="off"></p><div class="govuk-button-group"><?cs call:button(T.desk.hold.find) ?></div></form>
<?cs /if ?></div>
<?cs call:desk_end() ?>
