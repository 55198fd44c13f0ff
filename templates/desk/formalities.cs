<?cs include!'layout/desk.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:t2("desk.formalities.count", Count, Drafts) ?></p>
<?cs each:c = Categories ?><?cs if:subcount(c.Rows) > #0 ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:c.Name ?> · <?cs var:subcount(c.Rows) ?></span></summary>
<div class="qiao-scroll"><table class="qiao-table"><thead><tr><th scope="col"><?cs var:T.desk.column.formality ?></th><th scope="col"><?cs var:T.desk.column.state ?></th><th scope="col"><?cs var:T.desk.formalities.mode ?></th><th scope="col"><?cs var:T.desk.formalities.confidence ?></th><th scope="col"><?cs var:T.desk.formalities.since ?></th></tr></thead><tbody>
<?cs each:r = c.Rows ?><tr><td><a class="govuk-link" href="<?cs var:r.Href ?>"><?cs var:r.Name ?></a><br><span class="qiao-quiet"><?cs var:r.Code ?></span></td><td><?cs if:r.Paused ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.paused.now ?></strong> <?cs var:r.Paused ?><?cs elif:r.Since ?><strong class="govuk-tag govuk-tag--done"><?cs var:T.desk.formalities.open ?></strong><?cs /if ?><?cs if:r.Draft ?> <strong class="govuk-tag"><?cs if:r.Since ?><?cs var:T.desk.formalities.change ?><?cs else ?><?cs var:T.desk.formalities.draft ?><?cs /if ?></strong><?cs if:r.Wrong ?> <strong class="govuk-tag govuk-tag--stop"><?cs var:T.desk.formalities.wrong ?></strong> <?cs var:r.Wrong ?><?cs /if ?><?cs /if ?></td><td><?cs var:r.Mode ?></td><td><?cs var:r.Confidence ?></td><td><?cs var:r.Since ?></td></tr>
<?cs /each ?></tbody></table></div></details>
<?cs /if ?><?cs /each ?></div>
<?cs call:desk_end() ?>
