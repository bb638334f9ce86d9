using GroupChat.Gateway.Edge.Json.Templates;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("/v1/rooms", "/v1/rooms")]
    [InlineData("/v1/*/x/**", "/v1/*/x/**")]
    [InlineData("/v1/{room_id}", "/v1/*")]
    [InlineData("/v1/{room.room_id}:join", "/v1/*:join")]
    [InlineData("/v1/{name=shelves/*/books/**}:read", "/v1/shelves/*/books/**:read")]
    [InlineData("/{name=**}", "/**")]
    [InlineData("/a%20b", "/a b")]
    public void Parse_Template_HasItsShape(string text, string shape)
    {
        var template = PathTemplate.Parse(text);

        var segments = template.Segments.Select(segment => segment.Kind switch
        {
            SegmentKind.One => "*",
            SegmentKind.Rest => "**",
            _ => segment.Text,
        });
        Assert.Equal(shape, "/" + string.Join('/', segments) + (template.Verb.Length > 0 ? ":" + template.Verb : ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("/")]
    [InlineData("/v1/")]
    [InlineData("/v1//x")]
    [InlineData("/v1/{}")]
    [InlineData("/v1/{a")]
    [InlineData("/v1/{a=}")]
    [InlineData("/v1/{a=b/{c}}")]
    [InlineData("/v1/{a.}")]
    [InlineData("/v1/{1a}")]
    [InlineData("/v1/{a}/{a}")]
    [InlineData("/v1/**/x")]
    [InlineData("/v1/{a=**}/x")]
    [InlineData("/v1:")]
    [InlineData("/v1:a:b")]
    [InlineData("/v1:a/b")]
    [InlineData("/v1/***")]
    [InlineData("/v1/..")]
    [InlineData("/v1/x%zz")]
    [InlineData("/v1/a*")]
    [InlineData("/v1?x")]
    public void Parse_Mistake_IsRefused(string text) => Assert.Throws<FormatException>(() => PathTemplate.Parse(text));

    [Theory]
    [InlineData("/v1/{a}", "/v1/x%2Fy%20z", "x/y z")]
    [InlineData("/v1/{a}", "/v1/a+b", "a+b")]
    [InlineData("/v1/{a}", "/v1/%C3%A4", "ä")]
    [InlineData("/v1/{a=*}:go", "/v1/x%3Ago:go", "x:go")]
    [InlineData("/v1/{a=x/*}", "/v1/x/b%2fc%20d", "x/b%2fc d")]
    [InlineData("/v1/{a=**}", "/v1/x/y%2Fz/", "x/y%2Fz/")]
    [InlineData("/v1/{a=**}", "/v1", "")]
    [InlineData("/v1/{a=x/**}/", "/v1/x", "x")]
    public void ValueOf_Variable_IsDecodedAsItsTemplateSays(string template, string target, string value)
    {
        var parsed = PathTemplate.Parse(template.TrimEnd('/'));
        var table = new RouteTable<string>();
        table.Add("GET", parsed, "it");

        var match = table.Find("GET", RequestPath.Of(target)!);

        Assert.Equal("it", match.Route);
        Assert.Equal(value, parsed.ValueOf(parsed.Variables.Single(), match.Path, match.Path.Length));
    }

    [Theory]
    [InlineData("/v1/%")]
    [InlineData("/v1/%2")]
    [InlineData("/v1/%zz")]
    [InlineData("/v1/%ff")]
    [InlineData("/v1/%C3")]
    [InlineData("/v1/%+1")]
    public void ValueOf_BrokenEncoding_IsNone(string target)
    {
        foreach (var template in new[] { PathTemplate.Parse("/v1/{a}"), PathTemplate.Parse("/v1/{a=**}") })
        {
            var path = RequestPath.Of(target)!;
            Assert.Null(template.ValueOf(template.Variables[0], path, path.Length));
        }
    }

    [Theory]
    [InlineData("/v1/../x")]
    [InlineData("/v1/.")]
    [InlineData("/v1/%2e%2E/x")]
    [InlineData("*")]
    [InlineData("")]
    public void RequestPath_ThatLeadsElsewhere_IsNone(string target) => Assert.Null(RequestPath.Of(target));

    [Theory]
    [InlineData("http://host:80/v1/x?q=/y", 2)]
    [InlineData("/v1/x?q", 2)]
    [InlineData("http://host", 1)]
    [InlineData("/v1/a://b", 4)]
    public void RequestPath_OfAnyForm_HasItsSegments(string target, int length) => Assert.Equal(length, RequestPath.Of(target)!.Length);
}
