<?cs include!'layout/desk.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.affairs.text ?></p>
<?cs each:p = Pages ?><h2 class="govuk-heading-m"><a class="govuk-link" href="<?cs var:p.Href ?>"><?cs var:p.Name ?></a><?cs if:p.Waiting ?> <span class="govuk-tag govuk-tag--wait"><?cs var:t1("desk.affairs.waiting", p.Waiting) ?></span><?cs /if ?></h2>
<p><?cs var:p.Text ?></p>
<?cs /each ?><?cs if:Owing ?><p><strong><?cs var:Owing ?></strong></p>
<?cs /if ?></div>
<?cs call:desk_end() ?>
