using FsCheck;
using FsCheck.Fluent;
using GroupChat.Gateway.Edge.Json;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("GET", "/a/b", "GET /a/b")]
    [InlineData("GET", "/a/c", "GET /a/*")]
    [InlineData("GET", "/a/b/c", "GET /a/**")]
    [InlineData("GET", "/a", "GET /a/**")]
    [InlineData("HEAD", "/a/b", "GET /a/b")]
    [InlineData("POST", "/a/b", "POST /a/*")]
    [InlineData("POST", "/a/b:go", "POST /a/*:go")]
    [InlineData("POST", "/a/b%3Ago", "POST /a/*")]
    [InlineData("GET", "/a/x:unknown", "GET /a/*")]
    [InlineData("ODD", "/any", "* /any")]
    [InlineData("GET", "/b/x/y", "GET /b/*/y")]
    [InlineData("GET", "/%61/b", "GET /a/b")]
    [InlineData("GET", "/c:go", "GET /c:go")]
    public void Find_Path_LeadsToTheMostExactTemplate(string method, string target, string expected) =>
        Assert.Equal(expected, Table().Find(method, RequestPath.Of(target)!).Route);

    [Theory]
    [InlineData("DELETE", "/a/b", "GET,POST")]
    [InlineData("GET", "/a/b:go", "POST")]
    [InlineData("GET", "/b//y", "")]
    [InlineData("GET", "/b/x/", "")]
    [InlineData("GET", "/c", "")]
    [InlineData("GET", "/", "")]
    public void Find_WithoutRoute_SaysWhatIsAllowed(string method, string target, string allowed)
    {
        var match = Table().Find(method, RequestPath.Of(target)!);

        Assert.Null(match.Route);
        Assert.Equal(allowed, string.Join(',', match.Allowed));
    }

    [Fact]
    public void Add_SameShapeTwice_IsRefused()
    {
        var table = Table();
        var error = Assert.Throws<InvalidOperationException>(() => table.Add("GET", PathTemplate.Parse("/a/{other}"), "second"));
        Assert.Contains("GET /a/*", error.Message);
        Assert.Contains("second", error.Message);
        table.Add("PUT", PathTemplate.Parse("/a/{other}"), "fine");
    }

    [Fact]
    public void Contract_Always_HasNoConflict()
    {
        var routes = RouteCompiler.Compile(JsonTypes.Services);
        RouteCompiler.TableOf(routes);
        Assert.True(routes.Count > 50);
    }

    [Fact]
    public void Find_AnyTextInAVariable_ComesBack() => Prop.ForAll<NonEmptyString>(given =>
    {
        var text = string.Concat(given.Get.Where(c => !char.IsSurrogate(c)));
        if (text is "" or "." or "..")
            return true;
        var template = PathTemplate.Parse("/v1/{a}/x:go");
        var table = new RouteTable<string>();
        table.Add("GET", template, "it");
        var match = table.Find("GET", RequestPath.Of($"/v1/{Uri.EscapeDataString(text)}/x:go")!);
        return match.Route == "it" && template.ValueOf(template.Variables[0], match.Path, match.Path.Length) == text;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_AnyTarget_NeverThrows() => Prop.ForAll<string?>(target =>
    {
        foreach (var text in new[] { target ?? "", "/a/" + target, "/" + target + ":go" })
        {
            if (RequestPath.Of(text) is { } path)
                Table().Find("GET", path);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_MostExact_WhateverTheOrderOfRegistration() => Prop.ForAll<int[]>(keys =>
    {
        string[] templates = ["/a/b", "/a/*", "/a/**", "/*/b", "/**"];
        var order = templates.Select((template, i) => (template, key: i < keys.Length ? keys[i] : 0)).OrderBy(each => each.key);
        var table = new RouteTable<string>();
        foreach (var (template, _) in order)
            table.Add("GET", PathTemplate.Parse(template), template);
        return Found("/a/b") == "/a/b" && Found("/a/c") == "/a/*" && Found("/a/b/c") == "/a/**" && Found("/c/b") == "/*/b" && Found("/c/d") == "/**";

        string? Found(string target) => table.Find("GET", RequestPath.Of(target)!).Route;
    }).QuickCheckThrowOnFailure();

    private static RouteTable<string> Table()
    {
        var table = new RouteTable<string>();
        foreach (var route in new[] { "GET /a/b", "GET /a/*", "GET /a/**", "POST /a/*", "POST /a/*:go", "* /any", "GET /b/*/y", "GET /c:go" })
            table.Add(route.Split(' ')[0], PathTemplate.Parse(route.Split(' ')[1]), route);
        return table;
    }
}
