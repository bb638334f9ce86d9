using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;
using GroupChat.Gateway.Tests.Edge.Json.Probe;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class RequestBinderTests
{
    private static readonly RouteTable<JsonRoute> Routes = RouteCompiler.TableOf(RouteCompiler.Compile(JsonProbeReflection.Descriptor.Services));

    [Theory]
    [InlineData("GET /probe/echo?name=a+b%20c&int32=5&bool=true", """{ "name": "a b c", "bool": true, "int32": 5 }""")]
    [InlineData("GET /probe/echo?inner.name=x&inner.inner.number=3", """{ "inner": { "name": "x", "inner": { "number": 3 } } }""")]
    [InlineData("GET /probe/echo?strings=a&strings=b&numbers=1&colours=COLOUR_RED&colours=2", """{ "strings": [ "a", "b" ], "numbers": [ "1" ], "colours": [ "COLOUR_RED", "COLOUR_BLUE" ] }""")]
    [InlineData("GET /probe/echo?time=2026-01-31T12:00:00Z&duration=1.5s&updateMask=name,bool", """{ "time": "2026-01-31T12:00:00Z", "duration": "1.500s", "updateMask": "name,bool" }""")]
    [InlineData("GET /probe/echo?string_value=&int64Value=5&boolValue=false&double=Infinity", """{ "double": "Infinity", "stringValue": "", "int64Value": "5", "boolValue": false }""")]
    [InlineData("GET /probe/echo?calledOtherwise=x&bytes=_-8&maybe_number=0&&", """{ "bytes": "/+8=", "maybeNumber": 0, "calledOtherwise": "x" }""")]
    [InlineData("GET /probe/echo?inner_choice.name=x", """{ "innerChoice": { "name": "x" } }""")]
    [InlineData("GET /probe/names/a%2Fb?int32=1", """{ "name": "a/b", "int32": 1 }""")]
    [InlineData("GET /probe/inner/x/-7", """{ "int64": "-7", "inner": { "name": "x" } }""")]
    [InlineData("GET /probe/files/a/b%2Fc/", """{ "name": "a/b%2Fc/" }""")]
    [InlineData("PURGE /probe/names/x", """{ "name": "x" }""")]
    [InlineData("""POST /probe/echo {"name":"x","inner":{}}""", """{ "name": "x", "inner": { } }""")]
    [InlineData("""POST /probe/shelves/1/books/2:read?int32=4 {"name":"x"}""", """{ "name": "shelves/1/books/2", "int32": 4, "inner": { "name": "x" } }""")]
    [InlineData("""PUT /probe/list ["a","b"]""", """{ "strings": [ "a", "b" ] }""")]
    [InlineData("""PATCH /probe/inner/x {"number":4,"inner":{"words":[]},"name":"x"}""", """{ "inner": { "name": "x", "number": 4, "inner": { } }, "updateMask": "number,inner.words" }""")]
    [InlineData("""PATCH /probe/inner/x {"number":null}""", """{ "inner": { "name": "x" }, "updateMask": "number" }""")]
    [InlineData("""PATCH /probe/inner/x?updateMask=words {"number":4}""", """{ "inner": { "name": "x", "number": 4 }, "updateMask": "words" }""")]
    [InlineData("""POST /probe/echo?$unknown=ignore {"later":1,"name":"x"}""", """{ "name": "x" }""")]
    [InlineData("GET /probe/echo?$unknown=ignore&later=1", "{ }")]
    [InlineData("POST /probe/echo", "{ }")]
    public void Bind_Request_IsPutTogether(string request, string expected) => Assert.Equal(Everything.Parser.ParseJson(expected), Bind(request));

    [Theory]
    [InlineData("GET /probe/echo?later=1", "later")]
    [InlineData("GET /probe/echo?int32=x", "int32")]
    [InlineData("GET /probe/echo?int32=1&int32=2", "int32")]
    [InlineData("GET /probe/echo?int32=1&inner.later=2", "inner.later")]
    [InlineData("GET /probe/echo?name.x=1", "name.x")]
    [InlineData("GET /probe/echo?inner=1", "inner")]
    [InlineData("GET /probe/echo?by_name=1", "by_name")]
    [InlineData("GET /probe/echo?inners=1", "inners")]
    [InlineData("GET /probe/echo?inners.name=1", "inners.name")]
    [InlineData("GET /probe/echo?struct=1", "struct")]
    [InlineData("GET /probe/echo?time.seconds=1", "time.seconds")]
    [InlineData("GET /probe/echo?name=%ff", "name")]
    [InlineData("GET /probe/echo?%ff=1", "query")]
    [InlineData("GET /probe/echo?text_choice=1&inner_choice.name=2", "inner_choice.name")]
    [InlineData("GET /probe/echo?$what=1", "$what")]
    [InlineData("GET /probe/echo?$unknown=maybe", "$unknown")]
    [InlineData("GET /probe/names/a?name=b", "name")]
    [InlineData("GET /probe/names/%ff", "name")]
    [InlineData("GET /probe/inner/x/seven", "int64")]
    [InlineData("POST /probe/echo?name=x {}", "name")]
    [InlineData("POST /probe/shelves/1/books/2:read?inner.name=x {}", "inner.name")]
    [InlineData("""PATCH /probe/inner/x {"name":"y"}""", "inner.name")]
    [InlineData("""PATCH /probe/inner/x []""", "inner")]
    [InlineData("""PUT /probe/list {"a":1}""", "strings")]
    [InlineData("""PUT /probe/list ["a",1]""", "strings[1]")]
    public void Bind_Mistake_NamesItsField(string request, string field) =>
        Assert.Equal(field, Assert.Single(Assert.Throws<DomainError>(() => Bind(request)).Violations).Field);

    [Fact]
    public void Bind_SeveralMistakes_AreToldAtOnce()
    {
        var error = Assert.Throws<DomainError>(() => Bind("""POST /probe/shelves/1/books/2:read?int32=x&later=1 {"number":"x","words":1}"""));

        Assert.Equal(["inner.number", "inner.words", "int32", "later"], error.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Bind_BodyWhereNoneIsTaken_IsRefused() =>
        Assert.Equal("BODY_NOT_TAKEN", Assert.Throws<DomainError>(() => Bind("GET /probe/echo {}")).Reason);

    [Fact]
    public void Bind_GiganticQuery_IsRefused() =>
        Assert.Equal("query", Assert.Single(Assert.Throws<DomainError>(() => Bind("GET /probe/echo?" + string.Join('&', Enumerable.Repeat("strings=x", 5000)))).Violations).Field);

    [Fact]
    public void Bind_AnyQuery_IsReadOrRefused() => Prop.ForAll<string?, string?>((name, value) =>
    {
        foreach (var query in new[] { $"?{name}={value}", $"?name={Uri.EscapeDataString(Printable(value))}&{name}", $"?inner.{name}={value}" })
        {
            try
            {
                RequestBinder.Bind(Routes.Find("GET", RequestPath.Of("/probe/echo")!), query, default);
            }
            catch (DomainError error)
            {
                Assert.Equal(ErrorCode.InvalidArgument, error.Code);
            }
        }
    }).QuickCheckThrowOnFailure();

    private static string Printable(string? text) => string.Concat((text ?? "").Where(c => !char.IsSurrogate(c)));

    private static Everything Bind(string request)
    {
        var parts = request.Split(' ', 3);
        var target = parts[1].Split('?', 2);
        var match = Routes.Find(parts[0], RequestPath.Of(target[0])!);
        Assert.NotNull(match.Route);
        return (Everything)RequestBinder.Bind(match, target.Length > 1 ? "?" + target[1] : "", Encoding.UTF8.GetBytes(parts.Length > 2 ? parts[2] : ""));
    }
}
