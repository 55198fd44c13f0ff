<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:Unit1.Name ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<section class="qiao-card"><?cs call:unit_facts(Unit1) ?></section>
<p><?cs if:Unit1.IsClosed ?><?cs var:T.desk.unit.open_text ?><?cs else ?><?cs var:T.desk.unit.close_text ?><?cs /if ?></p>
<?cs call:form_start("unit-close") ?><input type="hidden" name="version" value="<?cs var:Form.F.version.Value ?>"><?cs if:Unit1.IsClosed ?><input type="hidden" name="open" value="1"><?cs /if ?>
<?cs call:field_textarea("reason", T.desk.staff.reason, T.desk.staff.reason_hint) ?>
<div class="govuk-button-group"><?cs if:Unit1.IsClosed ?><?cs call:button(T.desk.unit.open) ?><?cs else ?><button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.desk.unit.close ?></button><?cs /if ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
