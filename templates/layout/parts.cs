<?cs # Small things that several of the residents' pages show. ?><?cs

def:moment(m) ?><time datetime="<?cs var:m.Iso ?>"><?cs var:m.Text ?></time><?cs /def ?><?cs

def:provisional(year) ?><?cs if:year ?><span class="qiao-quiet"><?cs var:t1("time.provisional", year) ?></span><?cs /if ?><?cs /def ?><?cs

def:state_tag_as(state, as) ?><strong class="govuk-tag<?cs
 if:state == "correction" || state == "interview" || state == "visit" ?> govuk-tag--wait<?cs
 elif:state == "refused" || state == "declined" ?> govuk-tag--stop<?cs
 elif:state == "approved" || state == "issued" ?> govuk-tag--done<?cs
 elif:state == "draft" || state == "withdrawn" || state == "closed" ?> govuk-tag--grey<?cs /if ?>"><?cs var:T.state[as] ?></strong><?cs /def ?><?cs

def:state_tag(state) ?><?cs call:state_tag_as(state, state) ?><?cs /def ?><?cs

def:mode_tags(f) ?><p class="qiao-tags"><strong class="govuk-tag"><?cs var:T.mode[f.Mode] ?></strong> <strong class="govuk-tag<?cs if:f.Mode == "counter" || f.Presence ?> govuk-tag--wait<?cs /if ?>"><?cs if:f.Presence ?><?cs var:f.Presence ?><?cs else ?><?cs var:T.mode_return[f.Mode] ?><?cs /if ?></strong></p><?cs /def ?><?cs

def:step_rows(steps) ?><ol class="qiao-steps"><?cs each:s = steps ?><li><strong class="govuk-tag<?cs if:s.Where != "online" ?> govuk-tag--wait<?cs /if ?>"><?cs var:T.where[s.Where] ?></strong> <?cs var:s.Text ?><?cs each:n = s.Named ?><p class="govuk-body qiao-screen"><a class="govuk-link" href="<?cs var:n.Href ?>"><?cs var:n.Name ?></a></p><?cs /each ?></li><?cs /each ?></ol><?cs /def ?><?cs

def:search_form(words) ?><form class="qiao-search" id="find" action="<?cs var:Url.formalities ?>" method="get" role="search"><?cs if:Search.With.Name ?><input type="hidden" name="<?cs var:Search.With.Name ?>" value="<?cs var:Search.With.Value ?>"><?cs /if ?><label class="govuk-label" for="q"><?cs var:T.home.search ?></label><input class="govuk-input" type="search" id="q" name="q" maxlength="200" value="<?cs var:words ?><?cs var:Search.Typed ?>"><button class="govuk-button" type="submit"><?cs var:T.home.find ?></button></form><?cs /def ?><?cs

def:life_links(life) ?><h2 class="govuk-heading-m"><?cs var:T.home.life ?></h2>
<ul class="qiao-categories"><?cs each:l = life ?><li><a href="<?cs var:l.Href ?>"><b><?cs var:l.Name ?></b></a></li><?cs /each ?></ul><?cs /def ?><?cs

def:category_links(categories) ?><h2 class="govuk-heading-m"><?cs var:T.home.categories ?></h2>
<ul class="qiao-categories"><?cs each:c = categories ?><li><a href="<?cs var:c.Href ?>"><b><?cs var:c.Name ?></b><span><?cs if:c.Count == #1 ?><?cs var:T.home.count_one ?><?cs else ?><?cs var:t1("home.count", c.Count) ?><?cs /if ?></span></a></li><?cs /each ?></ul><?cs /def ?><?cs

def:answers_list(list) ?><?cs if:subcount(list) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.questions.answers ?></h2>
<dl class="govuk-summary-list"><?cs each:a = list ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:a.Label ?></dt><dd class="govuk-summary-list__value"><?cs var:a.Value ?></dd><dd class="govuk-summary-list__actions"><a class="govuk-link" href="<?cs var:a.Change ?>"><?cs var:T.questions.change ?><span class="govuk-visually-hidden"> <?cs var:a.Label ?></span></a></dd></div><?cs /each ?></dl><?cs /if ?><?cs /def ?><?cs

def:view_rows(views) ?><ul class="qiao-rows qiao-card"><?cs each:v = views ?><li><b><?cs var:v.Unit ?> · <?cs var:v.Role ?><?cs if:v.Number ?> <span class="qiao-unbroken"><?cs var:v.Number ?></span><?cs /if ?></b><span><?cs call:moment(v.At) ?></span><span><?cs var:t2("views.saw", v.What, v.Reason) ?></span></li><?cs /each ?></ul><?cs /def ?><?cs

# What an officer wrote, which may be in another language than the page. ?><?cs
def:written(text) ?><?cs if:its_lang(text) ?><span lang="<?cs var:its_lang(text) ?>"><?cs var:its_part(text) ?></span><?cs else ?><?cs var:its_part(text) ?><?cs /if ?><?cs if:its_rest(text) ?><?cs call:written(its_rest(text)) ?><?cs /if ?><?cs /def ?><?cs

def:fact(label, value) ?><?cs if:value ?><div><dt><?cs var:label ?></dt><dd><?cs var:value ?></dd></div><?cs /if ?><?cs /def ?><?cs

def:place(p) ?><dl class="qiao-facts qiao-card"><?cs if:p.Address ?><div><dt><?cs var:T.units.address ?></dt><dd><?cs var:p.Address ?><?cs if:p.Chinese ?><br><span lang="zh-Hans"><?cs var:p.Chinese ?></span><?cs /if ?></dd></div><?cs /if ?><?cs if:p.HoursLang ?><div><dt><?cs var:T.units.hours ?></dt><dd lang="<?cs var:p.HoursLang ?>"><?cs var:p.Hours ?></dd></div><?cs else ?><?cs call:fact(T.units.hours, p.Hours) ?><?cs /if ?><?cs call:fact(T.units.phone, p.Phone) ?></dl><?cs /def ?><?cs

def:office(p) ?><?cs if:p.Name ?><h3 class="govuk-heading-s"><?cs var:t1("units.here", p.Name) ?></h3>
<?cs call:place(p) ?><?cs /if ?><?cs /def ?><?cs

def:root_card(r) ?><div class="qiao-card"><p><?cs var:r.Text ?></p><p><code><?cs var:r.Hash ?></code></p><p><a class="govuk-link" href="<?cs var:r.Href ?>" download><?cs var:T.root.proof ?></a> · <a class="govuk-link" href="<?cs var:Url.transparency ?>"><?cs var:T.root.about ?></a></p></div><?cs /def ?><?cs

def:warning(text) ?><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><?cs var:text ?></strong></div><?cs /def ?><?cs

def:paused_reason(f) ?><?cs if:f.PausedLang ?><span lang="<?cs var:f.PausedLang ?>"><?cs var:f.Paused ?></span><?cs else ?><?cs var:f.Paused ?><?cs /if ?><?cs /def ?><?cs

def:paused_note(f) ?><div class="govuk-inset-text"><p><b><?cs var:T.paused.now ?></b></p><p><?cs call:paused_reason(f) ?></p><?cs if:f.PausedUntil ?><p><?cs var:f.PausedUntil ?></p><?cs /if ?></div><?cs /def ?><?cs

def:paused_draft() ?><?cs if:Paused ?><div class="govuk-inset-text"><?cs if:Retired ?><p><?cs var:Paused ?></p><?cs else ?><p><b><?cs var:T.paused.now ?></b></p><p><?cs if:PausedLang ?><span lang="<?cs var:PausedLang ?>"><?cs var:Paused ?></span><?cs else ?><?cs var:Paused ?><?cs /if ?></p><?cs if:PausedUntil ?><p><?cs var:PausedUntil ?></p><?cs /if ?><p><?cs var:T.paused.kept ?></p><?cs /if ?></div><?cs /if ?><?cs /def ?><?cs

def:then_note() ?><?cs if:Then.Title ?><div class="govuk-inset-text"><p><b><?cs var:Then.Title ?></b></p><?cs if:Then.Text ?><p><?cs var:Then.Text ?></p><?cs /if ?><?cs if:Then.Href ?><p><a class="govuk-link" href="<?cs var:Then.Href ?>"><?cs var:T.then.today ?></a></p><?cs /if ?></div><?cs /if ?><?cs /def ?><?cs

def:paused_tag(f) ?><?cs if:f.Paused && !f.Retired ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.paused.now ?></strong><?cs /if ?><?cs /def ?><?cs

def:hidden_of(of) ?><span class="govuk-visually-hidden"> <?cs var:of ?></span><?cs /def ?><?cs

def:link_button_of(href, label, of) ?><a class="govuk-button" href="<?cs var:href ?>"><?cs var:label ?><?cs call:hidden_of(of) ?></a><?cs /def ?><?cs

# One span, for between its words a button keeps no blanks. ?><?cs
def:link_button(href, label) ?><a class="govuk-button" href="<?cs var:href ?>"><span><?cs var:label ?></span></a><?cs /def ?><?cs
def:begin_button(href, own) ?><?cs if:own ?><?cs call:link_button(href, own) ?><?cs else ?><?cs call:link_button(href, T.guide.apply) ?><?cs /if ?><?cs /def ?><?cs

def:paper_item(p, name, with_remove) ?><li><a href="<?cs var:p.Href ?>"><?cs if:p.Thumb ?><img src="<?cs var:p.Thumb ?>" alt="<?cs if:p.No ?><?cs var:t2("papers.nth", name, p.No) ?><?cs else ?><?cs var:name ?><?cs /if ?>" width="160" height="120" loading="lazy"><?cs else ?><span class="qiao-thumbs__pdf"><?cs var:t1("papers.pdf", p.Pages) ?></span><?cs if:p.No ?><span class="govuk-visually-hidden"> <?cs var:t2("papers.nth", name, p.No) ?></span><?cs /if ?><?cs /if ?></a><?cs if:with_remove ?><a class="govuk-link" href="<?cs var:p.Remove ?>"><?cs var:T.papers.remove ?><?cs if:p.No ?><span class="govuk-visually-hidden"> <?cs var:t2("papers.nth", name, p.No) ?></span><?cs /if ?></a><?cs /if ?></li><?cs /def ?><?cs

def:guide_days() ?><?cs if:Guide.PromiseDays == #0 ?><?cs if:Guide.TellsWait ?><?cs var:Guide.LimitText ?><?cs elif:Guide.Waits == "visit" ?><?cs var:T.guide.at_once_visit ?><?cs else ?><?cs var:T.guide.at_once ?><?cs /if ?><?cs elif:Guide.IsChannel ?><?cs if:Guide.PromiseDays == #1 ?><?cs var:T.guide.channel_one ?><?cs else ?><?cs var:t1("guide.channel", Guide.PromiseDays) ?><?cs /if ?><?cs else ?><?cs if:Guide.TellsStart ?><?cs if:Guide.IsEstimate ?><?cs if:Guide.PromiseDays == #1 ?><?cs var:T.guide.estimate_told_one ?><?cs else ?><?cs var:t1("guide.estimate_told", Guide.PromiseDays) ?><?cs /if ?><?cs elif:Guide.PromiseDays == #1 ?><?cs var:T.guide.promise_told_one ?><?cs else ?><?cs var:t1("guide.promise_told", Guide.PromiseDays) ?><?cs /if ?><?cs elif:Guide.IsEstimate ?><?cs if:Guide.PromiseDays == #1 ?><?cs var:T.guide.estimate_one ?><?cs else ?><?cs var:t1("guide.estimate", Guide.PromiseDays) ?><?cs /if ?><?cs elif:Guide.PromiseDays == #1 ?><?cs var:T.guide.promise_one ?><?cs else ?><?cs var:t1("guide.promise", Guide.PromiseDays) ?><?cs /if ?><?cs /if ?><?cs if:Guide.LawDays > #0 ?><br><?cs if:Guide.LawIsUsual ?><?cs var:t1("guide.law_usual", Guide.LawDays) ?><?cs elif:Guide.LawIsCalendar ?><?cs var:t1("guide.law_calendar", Guide.LawDays) ?><?cs elif:Guide.LawDays == #1 ?><?cs var:T.guide.law_one ?><?cs else ?><?cs var:t1("guide.law", Guide.LawDays) ?><?cs /if ?><?cs /if ?><?cs if:Guide.Pace ?><br><?cs var:Guide.Pace ?><?cs /if ?><?cs if:Guide.PromiseDays > #0 && Guide.Waits && !Guide.TellsWait ?><br><?cs var:text("presence.wait_" + Guide.Waits) ?><?cs /if ?><?cs if:Guide.LimitText && !(Guide.PromiseDays == #0 && Guide.TellsWait) ?><br><?cs var:Guide.LimitText ?><?cs /if ?><?cs /def ?>
