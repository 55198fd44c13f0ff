<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:paused_draft() ?>
<p class="govuk-body"><?cs var:T.papers.about ?></p>
<ul class="govuk-task-list"><?cs each:m = Materials ?><li class="govuk-task-list__item govuk-task-list__item--with-link"><div class="govuk-task-list__name-and-hint"><a class="govuk-link govuk-task-list__link" href="<?cs var:m.Href ?>"><?cs var:m.Name ?></a><?cs if:m.When ?><div class="govuk-task-list__hint"><?cs var:m.When ?></div><?cs /if ?><?cs if:m.MayFollow && m.Count == #0 ?><div class="govuk-task-list__hint"><?cs if:m.FollowsBy ?><?cs var:t1("owed.later_by", m.FollowsBy) ?><?cs else ?><?cs var:T.owed.later_hint ?><?cs /if ?></div><?cs /if ?></div><div class="govuk-task-list__status"><?cs if:m.Count > #0 ?><strong class="govuk-tag govuk-tag--done"><?cs var:t1("papers.count", m.Count) ?></strong><?cs elif:m.Optional ?><strong class="govuk-tag govuk-tag--grey"><?cs var:T.papers.optional ?></strong><?cs elif:m.FollowsBy ?><strong class="govuk-tag govuk-tag--grey"><?cs var:T.owed.later_tag ?></strong><?cs elif:m.Before ?><strong class="govuk-tag"><?cs var:T.papers.had_before ?></strong><?cs else ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.papers.wanted ?></strong><?cs /if ?></div></li><?cs /each ?></ul>
<?cs if:AsksConsent ?><?cs call:link_button(Next, T.papers.to_consent) ?><?cs else ?><?cs call:link_button(Next, T.papers.to_check) ?><?cs /if ?>
<p class="qiao-quiet"><?cs var:T.form.saved_note ?></p>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:DeleteHref ?>"><?cs var:T.discard.link ?></a></p>
<?cs call:page_end() ?>
