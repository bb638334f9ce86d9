using GroupChat.Documents.Scraping;

namespace GroupChat.Documents.Tests.Scraping;

public sealed class HtmlReaderTests
{
    [Fact]
    public void Read_Article_BecomesMarkdownWithoutWhatSurroundsIt()
    {
        var page = HtmlReader.Read("""
            <!doctype html><html><head><title>
              The  Guide
            </title><style>p { color: red }</style></head><body>
            <header>Site name</header><nav><a href="/">Home</a></nav>
            <main><header><h1>Guide to <em>things</em></h1></header>
            <p>First   <b>bold</b>
            words and a <a href="https://x.test/">link</a>.<br>Next line.</p>
            <h2>List</h2>
            <ul><li>One</li><li><p>Two</p><ol start="3"><li>Three<li>Four</ol></li></ul>
            <pre><code class="language-sh">run --it
              # comment
            </code></pre>
            <blockquote><p>Said</p><p>twice</p></blockquote>
            <table><thead><tr><th>Name</th><th>Value</th></tr></thead><tr><td>a|b</td><td>1<br>2</td></tr><tr><td>c</td></tr></table>
            <p>Use <code>x = 1</code>.</p>
            <aside>Ad</aside><footer>Written by</footer><script>alert(1)</script></main>
            <footer>Imprint</footer></body></html>
            """, new ManualTimeProvider());

        Assert.Equal("The Guide", page.Title);
        Assert.Equal("""
            # Guide to things

            First bold words and a link.
            Next line.

            ## List

            - One
            - Two

              3. Three
              4. Four

            ```sh
            run --it
              # comment
            ```

            > Said
            >
            > twice

            | Name | Value |
            | --- | --- |
            | a\|b | 1 2 |
            | c |  |

            Use `x = 1`.
            """, page.Markdown);
    }

    [Theory]
    [InlineData("<p hidden>secret</p>")]
    [InlineData("<p style='display: none'>secret</p>")]
    [InlineData("<p style='color:red;VISIBILITY:hidden'>secret</p>")]
    [InlineData("<span style='font-size:0px'>secret</span>")]
    [InlineData("<span style='opacity:0'>secret</span>")]
    [InlineData("<div aria-hidden=true>secret</div>")]
    [InlineData("<div role=navigation>secret</div>")]
    [InlineData("<script>secret</script><style>secret</style><template>secret</template><noscript>secret</noscript>")]
    [InlineData("<form>secret</form><button>secret</button><textarea>secret</textarea><select><option>secret</select>")]
    [InlineData("<!-- secret --><svg><text>secret</text></svg><iframe>secret</iframe><object>secret</object>")]
    [InlineData("<nav>secret</nav><aside>secret</aside><footer>secret</footer><header>secret</header>")]
    public void Read_WhatAReaderWouldNotSee_IsLeftOut(string html) =>
        Assert.Equal("shown", HtmlReader.Read($"<body>{html}<p style='opacity:0.9;font-size:0.8em'>shown</p></body>", new ManualTimeProvider()).Markdown);

    [Theory]
    [InlineData("<h1>Only heading</h1><p>x</p>", "Only heading")]
    [InlineData("<p>x</p>", "")]
    [InlineData("<title></title><h1>A</h1>", "A")]
    public void Read_Title_FallsBackToTheFirstHeading(string html, string title) =>
        Assert.Equal(title, HtmlReader.Read(html, new ManualTimeProvider()).Title);

    [Theory]
    [InlineData("<main></main><p>outside</p>", "outside")]
    [InlineData("<main><script>x</script></main><p>outside</p>", "outside")]
    [InlineData("<article>one</article><p>outside</p>", "one")]
    [InlineData("<article>one</article><article>two</article>", "one\n\ntwo")]
    [InlineData("<div role=main>inside</div><p>outside</p>", "inside")]
    [InlineData("<table><tr><td><table><tr><td>nested</td></tr></table></td><td>layout</td></tr></table>", "nested\n\nlayout")]
    [InlineData("<ul><li></li><li> </li><li>x</li></ul>after", "- x\n\nafter")]
    [InlineData("<pre>\n```\ninner\n```\n</pre>", "````\n```\ninner\n```\n````")]
    [InlineData("<h2> </h2>text", "text")]
    [InlineData("a<wbr>b &amp; c&nbsp;d", "ab & c d")]
    [InlineData("", "")]
    [InlineData("no markup at all", "no markup at all")]
    public void Read_Edges_KeepTheWords(string html, string markdown) =>
        Assert.Equal(markdown, HtmlReader.Read(html, new ManualTimeProvider()).Markdown);

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a><div>")]
    [InlineData("<b><i></b>")]
    [InlineData("<font size=1>")]
    [InlineData("<table>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<svg>")]
    [InlineData("<p>x")]
    [InlineData("<select><option>x")]
    [InlineData("&notit;")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("</p>")]
    [InlineData("<template>")]
    [InlineData("<x-y a=1>")]
    public void Read_TwoMegabytesOfOnePattern_EndsSoonOneWayOrTheOther(string pattern)
    {
        var html = "<p>start</p>" + string.Concat(Enumerable.Repeat(pattern, (2 << 20) / pattern.Length));
        Exception? error = null;

        var cost = ThreadClock.Measure(() => error = Record.Exception(() => HtmlReader.Read(html, new HurriedTime())));

        Assert.True(error is null or ServiceDefaults.Errors.DomainError { Reason: "PAGE_TOO_LARGE" }, error?.ToString());
        Assert.InRange(cost, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Read_ManyAttributes_AreNotKept()
    {
        var attributes = string.Concat(Enumerable.Range(0, 300_000).Select(i => $" a{i}=1"));

        Assert.Equal("x", HtmlReader.Read($"<p{attributes}>x</p>", new ManualTimeProvider()).Markdown);
    }

    [Fact]
    public void Read_DeepButSaneNesting_IsRead() =>
        Assert.Equal("x", HtmlReader.Read(string.Concat(Enumerable.Repeat("<div>", 150)) + "x", new ManualTimeProvider()).Markdown);
}
