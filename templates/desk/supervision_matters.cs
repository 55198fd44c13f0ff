<?cs include!'layout/desk.cs' ?><?cs call:desk_start() ?>
<div class="desk-wide">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.figures.back ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:Of ?></p>
<?cs if:subcount(Outcomes) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.column.formality ?></th><th scope="col"><?cs var:T.desk.column.number ?></th><th scope="col"><?cs var:T.desk.figures.column_unit ?></th><th scope="col"><?cs var:T.desk.column.officer ?></th><th scope="col"><?cs var:DayName ?></th><th scope="col"><?cs var:T.desk.figures.took ?></th></tr></thead><tbody>
<?cs each:o = Outcomes ?><tr><td class="desk-name"><?cs var:o.Name ?><?cs if:o.Refused ?> <span class="qiao-quiet"><?cs var:T.desk.figures.refused ?></span><?cs /if ?></td><td data-label="<?cs var:T.desk.column.number ?>"><?cs if:o.Href ?><a class="govuk-link" href="<?cs var:o.Href ?>"><?cs var:o.Ref ?></a><?cs elif:o.Ref ?><?cs var:o.Ref ?><?cs else ?><span class="qiao-quiet"><?cs var:T.desk.figures.deleted ?></span><?cs /if ?></td><td data-label="<?cs var:T.desk.figures.column_unit ?>"><?cs var:o.Unit ?></td><td data-label="<?cs var:T.desk.column.officer ?>"><?cs if:o.Officer ?><?cs var:o.Officer ?><?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:DayName ?>"><?cs var:o.Day ?></td><td data-label="<?cs var:T.desk.figures.took ?>"><?cs if:o.Took ?><?cs var:o.Took ?><?cs else ?>–<?cs /if ?><?cs if:o.Late ?> <span class="desk-due is-over"><?cs var:T.desk.figures.is_late ?></span><?cs /if ?></td></tr>
<?cs /each ?></tbody></table><?cs elif:!Hidden ?><p><?cs var:T.desk.nothing ?></p><?cs /if ?>
<?cs if:Hidden ?><p class="qiao-quiet"><?cs var:Hidden ?></p>
<?cs /if ?><p class="desk-more"><a class="govuk-link" href="<?cs var:CsvHref ?>" download><?cs var:T.desk.figures.csv ?></a></p>
<?cs if:More ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div></nav><?cs /if ?>
</div>
<?cs call:desk_end() ?>
