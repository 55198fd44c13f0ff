<?cs include!'layout/desk.cs' ?><?cs include!'desk/parts.cs' ?><?cs

def:figure_number(number, href) ?><?cs if:href ?><a class="govuk-link" href="<?cs var:href ?>"><?cs var:number ?></a><?cs else ?><?cs var:number ?><?cs /if ?><?cs /def ?><?cs

def:figure_row(f) ?><tr><th scope="row" class="desk-name"><?cs var:f.Name ?></th><td data-label="<?cs var:T.desk.figures.decided ?>"><?cs if:f.Decided > #0 ?><?cs call:figure_number(f.Decided, f.Href) ?><?cs else ?>0<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.late ?>"><?cs call:figure_number(f.Late, f.LateHref) ?></td><td data-label="<?cs var:T.desk.figures.on_time ?>"><?cs if:f.Decided > #0 ?><?cs var:f.OnTime ?>%<?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.half ?>"><?cs if:f.Decided > #0 ?><?cs var:f.Half ?><?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.most ?>"><?cs if:f.Decided > #0 ?><?cs var:f.Most ?><?cs else ?>–<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.refused ?>"><?cs var:f.Refused ?></td><td data-label="<?cs var:T.desk.figures.corrections ?>"><?cs var:f.Corrections ?></td></tr>
<?cs /def ?><?cs

def:figure_picture() ?><figure class="desk-picture"><ol><?cs each:b = Bars ?><li><span><?cs var:b.Name ?></span> <span class="qiao-quiet"><?cs var:b.Says ?></span><svg viewBox="0 0 640 14" preserveAspectRatio="none" aria-hidden="true"><?cs if:b.Late > #0 ?><defs><pattern id="late-<?cs var:b.At ?>" width="8" height="14" patternUnits="userSpaceOnUse"><rect class="is-ground" width="8" height="14"/><rect class="is-stripe" width="4" height="14"/></pattern></defs><?cs /if ?><rect class="is-bar" width="<?cs var:b.Whole ?>" height="14"/><?cs if:b.Late > #0 ?><rect class="is-late" x="<?cs var:b.LateX ?>" width="<?cs var:b.Late ?>" height="14" fill="url(#late-<?cs var:b.At ?>)"/><?cs /if ?></svg></li>
<?cs /each ?></ol><figcaption class="qiao-quiet"><?cs var:T.desk.figures.legend ?></figcaption></figure><?cs /def ?><?cs call:desk_start() ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<h2 class="govuk-heading-m"><?cs var:T.desk.figures.now ?></h2>
<?cs if:subcount(Now) > #0 ?><table class="qiao-table desk-rows desk-figures"><thead><tr><th scope="col"><?cs var:T.desk.figures.column_unit ?></th><th scope="col"><?cs var:T.desk.figures.open ?></th><th scope="col"><?cs var:T.desk.figures.overdue ?></th><th scope="col"><?cs var:T.desk.figures.soon ?></th></tr></thead><tbody>
<?cs each:n = Now ?><tr><th scope="row" class="desk-name"><?cs var:n.Name ?></th><td data-label="<?cs var:T.desk.figures.open ?>"><?cs call:figure_number(n.Open, n.OpenHref) ?></td><td data-label="<?cs var:T.desk.figures.overdue ?>"><?cs if:n.Overdue > #0 ?><span class="desk-due is-over"><?cs call:figure_number(n.Overdue, n.OverdueHref) ?></span><?cs else ?>0<?cs /if ?></td><td data-label="<?cs var:T.desk.figures.soon ?>"><?cs if:n.Soon > #0 ?><?cs call:figure_number(n.Soon, n.SoonHref) ?><?cs else ?>0<?cs /if ?></td></tr>
<?cs /each ?></tbody></table><?cs else ?><p><?cs var:T.desk.nothing ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.desk.figures.decisions ?></h2>
<nav class="desk-filters" aria-label="<?cs var:T.desk.figures.by ?>"><?cs each:w = Ways ?><a href="<?cs var:w.Href ?>"<?cs if:w.Here ?> aria-current="true"<?cs /if ?>><?cs var:w.Name ?></a><?cs /each ?></nav>
<?cs if:subcount(Units) > #0 ?><nav class="desk-filters" aria-label="<?cs var:T.desk.units ?>"><?cs each:u = Units ?><a href="<?cs var:u.Href ?>"<?cs if:u.Here ?> aria-current="true"<?cs /if ?>><?cs var:u.Name ?></a><?cs /each ?></nav>
<?cs /if ?><form class="desk-filter__form" id="months" method="get" action="<?cs var:HereHref ?>"><input type="hidden" name="by" value="<?cs var:By ?>"><?cs if:Only ?><input type="hidden" name="unit" value="<?cs var:Only ?>"><?cs /if ?><p><label class="govuk-label" for="month"><?cs if:By == "month" ?><?cs var:T.desk.figures.year_until ?><?cs else ?><?cs var:T.desk.figures.column_month ?><?cs /if ?></label><select class="govuk-select" id="month" name="month"><?cs each:m = Months ?><option value="<?cs var:m.Value ?>"<?cs if:m.Here ?> selected<?cs /if ?>><?cs var:m.Value ?></option><?cs /each ?></select></p><p class="desk-filter__do"><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.desk.filter.button ?></button></p></form>
<?cs if:subcount(Figures) > #0 ?><?cs call:figure_picture() ?>
<table class="qiao-table desk-rows desk-figures"><thead><tr><th scope="col"><?cs var:Column ?></th><th scope="col"><?cs var:T.desk.figures.decided ?></th><th scope="col"><?cs var:T.desk.figures.late ?></th><th scope="col"><?cs var:T.desk.figures.on_time ?></th><th scope="col"><?cs var:T.desk.figures.half ?></th><th scope="col"><?cs var:T.desk.figures.most ?></th><th scope="col"><?cs var:T.desk.figures.refused ?></th><th scope="col"><?cs var:T.desk.figures.corrections ?></th></tr></thead><tbody>
<?cs each:f = Figures ?><?cs call:figure_row(f) ?><?cs /each ?></tbody><tfoot><?cs with:f = All.It ?><?cs call:figure_row(f) ?><?cs /with ?></tfoot></table>
<p class="qiao-quiet"><?cs var:T.desk.figures.about ?></p>
<p><a class="govuk-link" href="<?cs var:CsvHref ?>"><?cs var:T.desk.figures.csv ?></a></p>
<?cs else ?><p><?cs var:T.desk.figures.none ?></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
