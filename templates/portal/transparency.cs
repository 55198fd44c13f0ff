<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.transparency.about ?></p>
<p class="govuk-body"><?cs var:T.transparency.nobody ?></p>
<h2 class="govuk-heading-m"><?cs var:T.transparency.how ?></h2>
<ol class="govuk-list govuk-list--number"><li><?cs var:T.transparency.how_download ?></li><li><?cs var:T.transparency.how_run ?> <code>qiao-verify PROOF.json ROOT</code></li><li><?cs var:T.transparency.how_answer ?> <span lang="en"><code>whole</code></span> <?cs var:T.transparency.how_result ?></li></ol>
<h2 class="govuk-heading-m"><?cs var:T.transparency.days ?></h2>
<?cs if:subcount(Days) > #0 ?><ul class="qiao-rows qiao-card"><?cs each:d = Days ?><li><b><time datetime="<?cs var:d.Iso ?>"><?cs var:d.Date ?></time></b><span><?cs var:t2("transparency.counts", d.Added, d.Size) ?></span><?cs if:d.Early ?><span><?cs var:T.transparency.early ?></span><?cs /if ?><code><?cs var:d.Root ?></code></li><?cs /each ?></ul><?cs else ?><p class="govuk-body"><?cs var:T.transparency.none ?></p><?cs /if ?>
<?cs if:More ?><nav class="govuk-pagination" aria-label="<?cs var:T.transparency.pages ?>"><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.transparency.older ?></a></div></nav><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.figures ?>"><?cs var:T.transparency.figures ?></a></p>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.verify ?>"><?cs var:T.transparency.papers ?></a></p>
<p class="govuk-body"><a class="govuk-link" href="/transparency.json"><?cs var:T.transparency.json ?></a></p>
<?cs call:page_end() ?>
