<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.pending.text ?></p>
<?cs if:subcount(Items) == #0 ?><p><?cs var:T.desk.pending.all_there ?></p>
<p><a class="govuk-link" href="<?cs var:CorrectionHref ?>"><?cs var:T.action.ask_correction ?></a> · <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></p>
<?cs else ?><?cs call:form_start("accept-pending") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.pending.papers ?></h3>
<ul class="desk-sentences"><?cs each:i = Items ?>
<li><label><input type="checkbox" name="<?cs var:i.Box ?>" value="1"<?cs if:i.Checked ?> checked<?cs /if ?>> <?cs var:i.Label ?></label><?cs if:i.Said ?> <span class="qiao-quiet"><?cs var:i.Said ?></span><?cs /if ?></li><?cs /each ?>
</ul>
<?cs call:field_date("by", T.desk.pending.by, ByHint) ?>
<?cs call:field_textarea("reason", T.desk.pending.reason, T.desk.remark_hint) ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.pending.button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
<?cs /if ?></div>
<?cs call:desk_end() ?>
