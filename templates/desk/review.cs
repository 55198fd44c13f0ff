<?cs include!'layout/desk.cs' ?><?cs call:desk_start() ?><?cs with:d = It.Draw ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:ListHref ?>"><?cs var:T.desk.review.title ?></a></p>
<h1><?cs var:Page.Title ?> · <?cs var:d.Drawn.Text ?></h1>
<dl class="qiao-facts qiao-card"><div><dt><?cs var:T.desk.review.by ?></dt><dd><?cs var:d.By ?></dd></div><div><dt><?cs var:T.desk.review.what ?></dt><dd><?cs var:d.Period ?> · <?cs var:d.Unit ?> · <?cs var:d.Formality ?></dd></div><div><dt><?cs var:T.desk.review.count ?></dt><dd><?cs var:d.Count ?></dd></div><div><dt><?cs var:T.desk.review.reviewed ?></dt><dd><?cs var:d.Reviewed ?></dd></div><?cs each:t = d.Totals ?><div><dt><?cs var:t.Name ?></dt><dd><?cs var:t.Count ?></dd></div><?cs /each ?><div><dt><?cs var:T.desk.review.seed ?></dt><dd><?cs var:Seed ?><br><a class="govuk-link" href="<?cs var:CheckHref ?>"><?cs var:T.desk.review.check ?></a></dd></div></dl>
<?cs if:Check ?><p class="govuk-inset-text" role="status"><?cs var:Check ?></p>
<?cs /if ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.column.number ?></th><th scope="col"><?cs var:T.desk.column.formality ?></th><th scope="col"><?cs var:T.desk.review.column_unit ?></th><th scope="col"><?cs var:T.desk.review.column_decided ?></th><th scope="col"><?cs var:T.desk.review.column_finding ?></th></tr></thead><tbody>
<?cs each:m = Matters ?><tr><td data-label="<?cs var:T.desk.column.number ?>"><?cs if:m.Href ?><a class="govuk-link" href="<?cs var:m.Href ?>"><?cs var:m.Ref ?></a><?cs else ?><?cs var:T.desk.review.gone ?><?cs /if ?></td><td class="desk-name"><?cs var:m.Name ?></td><td data-label="<?cs var:T.desk.review.column_unit ?>"><?cs var:m.Unit ?></td><td data-label="<?cs var:T.desk.review.column_decided ?>"><?cs var:m.Decided ?></td><td data-label="<?cs var:T.desk.review.column_finding ?>"><?cs if:m.Finding ?><span class="desk-due <?cs if:m.IsFault ?>is-over<?cs /if ?>"><?cs var:m.Finding ?></span> <time class="qiao-quiet" datetime="<?cs var:m.Reviewed.Iso ?>"><?cs var:m.Reviewed.Text ?></time><?cs elif:m.ReviewHref ?><a class="govuk-link" href="<?cs var:m.Href ?>#review"><?cs var:T.desk.review.look ?></a><?cs else ?>–<?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<p><a class="govuk-link" href="<?cs var:CsvHref ?>"><?cs var:T.desk.figures.csv ?></a></p>
</div><?cs /with ?>
<?cs call:desk_end() ?>
