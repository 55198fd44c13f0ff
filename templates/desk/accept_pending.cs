<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.pending.text ?></p>
<?cs call:form_start("accept-pending") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.pending.papers ?></h3>
<ul class="desk-sentences"><?cs each:i = Items ?>
<li><label><input type="checkbox" name="<?cs var:i.Box ?>" value="1"<?cs if:i.Checked ?> checked<?cs /if ?>> <?cs var:i.Label ?> · <?cs if:i.Count == #0 ?><?cs var:T.desk.none_given ?><?cs elif:i.Count == #1 ?><?cs var:T.desk.count_file ?><?cs else ?><?cs var:t1("desk.count_files", i.Count) ?><?cs /if ?></label></li><?cs /each ?>
</ul>
<?cs call:field_date("by", T.desk.pending.by, ByHint) ?>
<?cs call:field_textarea("reason", T.desk.pending.reason, T.desk.remark_hint) ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.pending.button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
