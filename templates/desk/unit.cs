<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.unit.back ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<section class="qiao-card"><?cs call:unit_facts(Unit1) ?></section>
<p class="qiao-quiet"><?cs var:T.desk.unit.file_text ?></p>
<h2 class="govuk-heading-m"><?cs var:T.desk.unit.contact ?></h2>
<?cs call:form_start("contact") ?><input type="hidden" name="version" value="<?cs var:Form.F.version.Value ?>">
<?cs call:field_text("address_zh", T.desk.unit.address_zh, "", "") ?>
<?cs call:field_text("address_en", T.desk.unit.address_en, "", "") ?>
<?cs call:field_text("hours_zh", T.desk.unit.hours_zh, T.desk.unit.hours_zh_hint, "") ?>
<?cs call:field_text("hours_en", T.desk.unit.hours_en, T.desk.unit.hours_en_hint, "") ?>
<?cs call:field_text("phone", T.desk.unit.phone, T.desk.unit.phone_hint, "tel") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.unit.keep) ?></div>
<?cs call:form_end() ?>
<?cs if:Mailbox.Href ?><h2 class="govuk-heading-m"><?cs var:T.desk.mailbox.title ?></h2>
<p><?cs if:Mailbox.Address ?><?cs var:Mailbox.Address ?><?cs else ?><?cs var:T.desk.mailbox.no ?><?cs /if ?><br><?cs if:Mailbox.WaitingHref ?><a class="govuk-link" href="<?cs var:Mailbox.WaitingHref ?>"><?cs var:T.desk.mailbox.waiting ?></a><?cs else ?><a class="govuk-link" href="<?cs var:Mailbox.Href ?>"><?cs var:T.desk.mailbox.propose ?></a><?cs /if ?></p>
<?cs /if ?><p class="desk-more"><a class="govuk-link" href="<?cs var:SwitchHref ?>"><?cs if:Unit1.IsClosed ?><?cs var:T.desk.unit.open ?><?cs else ?><?cs var:T.desk.unit.close ?><?cs /if ?></a> · <a class="govuk-link" href="<?cs var:AuditHref ?>"><?cs var:T.desk.audit.title ?></a></p>
</div>
<?cs call:desk_end() ?>
