<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<section class="qiao-card"><h2><?cs var:Decision.Outcome ?></h2>
<p class="qiao-quiet"><?cs var:t2("desk.decide.proposed", Decision.By, Decision.Proposed.Text) ?></p>
<?cs call:desk_words(Decision.Reason) ?><?cs call:desk_own(Decision.Own) ?><?cs if:Decision.Remedies ?>
<p class="qiao-quiet"><?cs var:T.desk.decide.remedies ?></p>
<div class="govuk-inset-text"><?cs var:Decision.Remedies ?></div><?cs /if ?></section>
<?cs call:desk_owed() ?><p><?cs var:T.desk.decide.text ?></p>
<?cs call:form_start("decide") ?><?cs call:desk_version() ?><?cs call:desk_absent() ?>
<?cs if:Waives ?><?cs call:field_textarea("waive", T.desk.decide.waive, T.desk.decide.waive_hint) ?>
<?cs /if ?><?cs call:field_textarea("note", T.desk.decide.note, T.desk.decide.note_hint) ?>
<?cs if:Form.F.verdict.Error ?><p class="govuk-error-message"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:Form.F.verdict.Error ?></p><?cs /if ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group" id="f-verdict"><?cs if:IsApproval ?><button class="govuk-button" type="submit" name="verdict" value="agree" data-key="y" data-key-label="<?cs var:T.desk.decide.approve ?>"><?cs var:T.desk.decide.approve ?> <kbd class="desk-kbd">Y</kbd></button><?cs else ?><button class="govuk-button govuk-button--warning" type="submit" name="verdict" value="agree" data-key="y" data-key-label="<?cs var:T.desk.decide.refuse ?>"><?cs var:T.desk.decide.refuse ?> <kbd class="desk-kbd">Y</kbd></button><?cs /if ?> <button class="govuk-button govuk-button--secondary" type="submit" name="verdict" value="return" data-key="b" data-key-label="<?cs var:T.desk.decide.return ?>"><?cs var:T.desk.decide.return ?> <kbd class="desk-kbd">B</kbd></button></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
