<?cs include!'layout/desk.cs' ?><?cs include!'desk/parts.cs' ?><?cs include!'desk/figures.cs' ?><?cs

def:figure_row(f) ?><tr<?cs if:f.More ?> class="is-more"<?cs /if ?>><th scope="row" class="desk-name"><?cs var:f.Name ?></th><td data-label="<?cs var:T.desk.figures.decided ?>"><?cs if:f.Decided > #0 ?><?cs call:figure_number(f.Decided, f.Href) ?><?cs else ?>0<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.late ?>"><?cs call:figure_number(f.Late, f.LateHref) ?></td><td data-label="<?cs var:T.desk.figures.on_time ?>"><?cs if:f.Decided > #0 ?><?cs if:f.OnTimeHref ?><a class="govuk-link" href="<?cs var:f.OnTimeHref ?>"><?cs var:f.OnTime ?>%</a><?cs else ?><?cs var:f.OnTime ?>%<?cs /if ?><?cs else ?>–<?cs /if ?></td><td class="is-rest" data-label="<?cs var:T.desk.figures.half ?>"><?cs if:f.Decided > #0 ?><?cs call:figure_number(f.Half, f.Href) ?><?cs else ?>–<?cs /if ?></td><td class="is-rest" data-label="<?cs var:T.desk.figures.most ?>"><?cs if:f.Decided > #0 ?><?cs call:figure_number(f.Most, f.Href) ?><?cs else ?>–<?cs /if ?></td><td class="is-rest" data-label="<?cs var:T.desk.figures.refused ?>"><?cs call:figure_number(f.Refused, f.RefusedHref) ?></td><td class="is-rest" data-label="<?cs var:T.desk.figures.corrections ?>"><?cs call:figure_number(f.Corrections, f.CorrectionsHref) ?></td><td class="is-rest" data-label="<?cs var:T.desk.figures.received ?>"><?cs if:By == "officer" ?>–<?cs else ?><?cs call:figure_number(f.Received, f.ReceivedHref) ?><?cs /if ?></td><td class="is-rest" data-label="<?cs var:T.desk.figures.handed_back ?>"><?cs call:figure_number(f.Handed, f.HandedHref) ?></td></tr>
<?cs /def ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<h2 class="govuk-heading-m"><?cs var:T.desk.figures.now ?></h2>
<?cs if:subcount(Now) > #0 ?><?cs call:figure_picture(NowBars, "now", T.desk.figures.now_legend) ?>
<table class="qiao-table desk-rows desk-figures"><thead><tr><th scope="col"><?cs var:T.desk.figures.column_unit ?></th><th scope="col"><?cs var:T.desk.figures.open ?></th><th scope="col"><?cs var:T.desk.figures.overdue ?></th><th scope="col"><?cs var:T.desk.figures.soon ?></th></tr></thead><tbody>
<?cs each:n = Now ?><tr><th scope="row" class="desk-name"><?cs var:n.Name ?></th><td data-label="<?cs var:T.desk.figures.open ?>"><?cs call:figure_number(n.Open, n.OpenHref) ?></td><td data-label="<?cs var:T.desk.figures.overdue ?>"><?cs if:n.Overdue > #0 ?><span class="desk-due is-over"><?cs call:figure_number(n.Overdue, n.OverdueHref) ?></span><?cs else ?>0<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.soon ?>"><?cs if:n.Soon > #0 ?><?cs call:figure_number(n.Soon, n.SoonHref) ?><?cs else ?>0<?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<p><a class="govuk-link" href="<?cs var:NowCsvHref ?>"><?cs var:T.desk.figures.csv ?></a></p><?cs else ?><p><?cs var:T.desk.nothing ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.desk.figures.decisions ?></h2>
<p><a class="govuk-link" href="<?cs var:RatingsHref ?>"><?cs var:T.desk.ratings.title ?></a></p>
<?cs call:figure_ways() ?>
<?cs if:subcount(Figures) > #0 ?><?cs call:figure_picture(Bars, "late", T.desk.figures.legend) ?>
<p class="desk-all"><a class="govuk-link" href="#rows"><?cs var:AllRows ?></a></p>
<table id="rows" class="qiao-table desk-rows desk-figures is-folded"><thead><tr><th scope="col"><?cs var:Column ?></th><th scope="col"><?cs var:T.desk.figures.decided ?></th><th scope="col"><?cs var:T.desk.figures.late ?></th><th scope="col"><?cs var:T.desk.figures.on_time ?></th><th scope="col"><?cs var:T.desk.figures.half ?></th><th scope="col"><?cs var:T.desk.figures.most ?></th><th scope="col"><?cs var:T.desk.figures.refused ?></th><th scope="col"><?cs var:T.desk.figures.corrections ?></th><th scope="col"><?cs var:T.desk.figures.received ?></th><th scope="col"><?cs var:T.desk.figures.handed_back ?></th></tr></thead><tbody>
<?cs each:f = Figures ?><?cs call:figure_row(f) ?><?cs /each ?></tbody><tfoot><?cs with:f = All.It ?><?cs call:figure_row(f) ?><?cs /with ?></tfoot></table>
<p class="qiao-quiet"><?cs var:T.desk.figures.about ?></p>
<p><a class="govuk-link" href="<?cs var:CsvHref ?>"><?cs var:T.desk.figures.csv ?></a></p>
<?cs else ?><p><?cs var:T.desk.figures.none ?></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
