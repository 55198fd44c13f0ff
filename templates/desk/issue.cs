<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs if:IsRefusal ?><?cs var:T.desk.issue.refusal_text ?><?cs else ?><?cs var:T.desk.issue.text ?><?cs /if ?></p>
<?cs if:Absent ?><div class="govuk-inset-text"><?cs var:Absent ?></div>
<?cs /if ?><?cs call:form_start_files("issue") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs if:subcount(Ready) > #0 ?><h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3>
<?cs call:desk_ready(Ready) ?><?cs /if ?>
<?cs if:IsRefusal ?><?cs call:field_textarea("text", T.desk.issue.words, T.desk.issue.words_hint) ?><?cs else ?><?cs call:desk_both("text", T.desk.issue.words, T.desk.issue.words_hint) ?><?cs /if ?>
<?cs if:IsRefusal ?><div class="govuk-inset-text"><?cs var:Remedies ?></div>
<?cs /if ?><?cs call:field_file("file", T.desk.issue.file, T.desk.issue.file_hint, "image/*,application/pdf", "") ?>
<?cs call:field_radios("delivery", T.desk.issue.delivery, Wanted, Deliveries) ?>
<?cs call:field_text("note", T.desk.issue.note, T.desk.issue.note_hint, "") ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.issue.button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
