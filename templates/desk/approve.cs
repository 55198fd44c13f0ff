<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.alone.text ?></p>
<?cs call:desk_owed() ?><?cs call:form_start("approve") ?><?cs call:desk_version() ?><?cs call:desk_take() ?><?cs call:desk_absent() ?>
<?cs if:Waives ?><?cs call:field_textarea("waive", T.desk.decide.waive, T.desk.decide.waive_hint) ?>
<?cs /if ?><h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3>
<?cs call:desk_ready(Ready) ?>
<?cs call:field_textarea("reason", T.desk.alone.reason, T.desk.reason_officers_hint) ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><button class="govuk-button" type="submit" data-key="y" data-key-label="<?cs var:T.desk.alone.button ?>"><?cs var:T.desk.alone.button ?> <kbd class="desk-kbd">Y</kbd></button><?cs call:desk_edit(Ready) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
