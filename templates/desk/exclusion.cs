<?cs include!'layout/desk.cs' ?><?cs include!'desk/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.exclusion.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><?cs if:Rating.Href ?><a class="govuk-link" href="<?cs var:Rating.Href ?>"><?cs var:Rating.Ref ?></a><?cs else ?><?cs var:T.desk.figures.deleted ?><?cs /if ?> <?cs var:Rating.Name ?> · <?cs var:Rating.Level ?> · <?cs var:Rating.Day ?></p>
<h2 class="govuk-heading-s"><?cs var:T.desk.exclusion.reason ?></h2>
<?cs if:Ground ?><p><?cs var:Ground ?></p>
<?cs /if ?><?cs if:subcount(Reason) > #0 ?><div class="govuk-inset-text"><?cs call:desk_words(Reason) ?></div>
<?cs else ?><p class="qiao-quiet"><?cs var:T.desk.exclusion.erased ?></p>
<?cs /if ?><?cs call:proposal_head() ?>
<?cs if:Rating.Excluded ?><p><?cs var:t1("desk.exclusion.since", Rating.Excluded) ?><?cs if:CountHref ?> <a class="govuk-link" href="<?cs var:CountHref ?>"><?cs var:T.desk.exclusion.propose_back ?></a><?cs /if ?></p>
<?cs /if ?><?cs call:proposal_buttons(Confirm) ?>
</div>
<?cs call:desk_end() ?>
