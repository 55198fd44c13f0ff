<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.views.about ?></p>
<?cs if:subcount(Views) > #0 ?><?cs call:view_rows(Views) ?>
<p class="qiao-quiet"><?cs var:Merged ?></p><?cs else ?><p class="govuk-body"><?cs var:T.views.nobody ?></p><?cs /if ?>
<?cs if:IsWhole ?><p class="govuk-body"><strong class="govuk-tag govuk-tag--done"><?cs var:T.views.whole ?></strong></p><p class="qiao-quiet"><?cs var:T.views.whole_text ?></p><?cs else ?><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><?cs var:T.views.broken ?></strong></div><?cs /if ?>
<?cs if:Root.It.Hash ?><?cs call:root_card(Root.It) ?><?cs /if ?>
<?cs call:page_end() ?>
