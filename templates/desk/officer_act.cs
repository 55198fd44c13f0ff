<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/staff_parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:staff_head() ?>
<p><?cs var:Text ?></p><?cs if:Holds ?>
<div class="govuk-inset-text"><?cs var:t1("desk.staff.holds_text", Holds) ?></div><?cs /if ?>
<?cs call:form_start("officer-act") ?><input type="hidden" name="version" value="<?cs var:Form.F.version.Value ?>">
<?cs call:field_textarea("reason", T.desk.staff.reason, T.desk.staff.reason_hint) ?>
<div class="govuk-button-group"><?cs if:IsStop ?><button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.desk.staff.suspend ?></button><?cs else ?><?cs call:button(T.desk.staff.propose) ?><?cs /if ?></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
