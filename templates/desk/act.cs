<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:Act.Text ?></p>
<?cs call:form_start("act") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs if:Act.HasReason ?><h3 class="govuk-heading-s"><?cs var:T.desk.ready ?></h3>
<?cs call:desk_ready(Ready) ?><?cs call:field_textarea("reason", T.desk.reason, T.desk.reason_hint) ?>
<?cs /if ?><?cs if:Act.Hands ?><?cs if:!Act.HasReason && subcount(Ready) > #0 ?><h3 class="govuk-heading-s"><?cs var:T.desk.hand ?></h3>
<?cs call:desk_ready(Ready) ?><?cs /if ?><?cs call:desk_hand() ?><?cs /if ?><?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs if:Act.HasReason ?><?cs call:button(Page.Title) ?><?cs else ?><?cs call:desk_button(Page.Title) ?><?cs /if ?><?cs call:desk_edit(Ready) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
