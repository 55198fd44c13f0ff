<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs if:Remedies ?><?cs var:T.desk.propose.refuse_text ?><?cs else ?><?cs var:T.desk.propose.approve_text ?><?cs /if ?></p>
<?cs call:desk_owed() ?><?cs call:form_start("propose") ?><?cs call:desk_version() ?><?cs call:desk_take() ?><?cs call:desk_absent() ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3>
<?cs call:desk_ready(Ready) ?>
<?cs if:Remedies ?><?cs call:desk_both("reason", T.desk.propose.refuse_reason, T.desk.reason_hint) ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.propose.remedies ?></h3>
<div class="govuk-inset-text"><?cs var:Remedies ?></div>
<?cs else ?><?cs call:field_textarea("reason", T.desk.reason_officers, T.desk.reason_officers_hint) ?>
<?cs /if ?><?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.propose.button) ?><?cs call:desk_edit(Ready) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
