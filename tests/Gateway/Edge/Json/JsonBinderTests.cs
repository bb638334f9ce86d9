using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Tests.Edge.Json.Probe;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class JsonBinderTests
{
    [Theory]
    [InlineData("""{"name":"a","bool":true,"int32":-1,"uint32":4294967295,"sfixed32":7}""")]
    [InlineData("""{"int64":"-9223372036854775808","uint64":"18446744073709551615","fixed64":12,"sint64":"5","sfixed64":-6}""")]
    [InlineData("""{"int32":"12","sint32":1.0,"fixed32":1e3,"int64":1e2,"numbers":["1",2,3.0]}""")]
    [InlineData("""{"float":1.5,"double":"NaN","doubleValue":"-Infinity","floatValue":1}""")]
    [InlineData("""{"bytes":"+/8=","bytesValue":"/+8="}""")]
    [InlineData("""{"colour":"COLOUR_RED","colours":["COLOUR_BLUE",1,77]}""")]
    [InlineData("""{"inner":{"name":"x","inner":{"words":["a","b"]}},"inners":[{},{"number":3}]}""")]
    [InlineData("""{"byName":{"a":{"name":"x"},"":{}},"byNumber":{"-1":"m","2":"n"},"byBool":{"true":"COLOUR_RED"}}""")]
    [InlineData("""{"by_name":{},"calledOtherwise":"x","string_value":""}""")]
    [InlineData("""{"renamed":"x"}""")]
    [InlineData("""{"textChoice":""}""")]
    [InlineData("""{"innerChoice":{}}""")]
    [InlineData("""{"maybeNumber":0}""")]
    [InlineData("""{"time":"2026-01-31T12:00:00.5+01:00","duration":"-1.000000001s","times":["1970-01-01T00:00:00Z"]}""")]
    [InlineData("""{"struct":{"a":[1,"x",null,{"b":true}]},"value":null,"list":[1,2]}""")]
    [InlineData("""{"value":{"x":1}}""")]
    [InlineData("""{"any":{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"X"}}""")]
    [InlineData("""{"int64Value":"5","boolValue":false,"uint32Value":7,"stringValue":"x"}""")]
    [InlineData("""{"name":null,"inner":null,"strings":null,"byName":null,"int64Value":null,"time":null}""")]
    [InlineData("{}")]
    public void Fill_WhatProto3JsonAllows_IsReadAsTheLibraryReadsIt(string json)
    {
        var expected = new JsonParser(new JsonParser.Settings(64, GroupChat.Gateway.Edge.Json.JsonTypes.Registry)).Parse<Everything>(json);

        Assert.Equal(expected, Read(json));
    }

    [Theory]
    [InlineData("_-8")]
    [InlineData("_-8=")]
    [InlineData("/+8")]
    public void Fill_Base64_TakesBothAlphabetsWithAndWithoutPadding(string text) =>
        Assert.Equal("/+8=", Read($$"""{"bytes":"{{text}}"}""").Bytes.ToBase64());

    [Fact]
    public void Fill_FieldMask_TakesBothSpellings() =>
        Assert.Equal(["display_name", "inner.last_word"], Read("""{"updateMask":"displayName,inner.last_word"}""").UpdateMask.Paths);

    [Theory]
    [InlineData("""{"nmae":"a"}""", "nmae")]
    [InlineData("""{"inner":{"inner":{"x":1}}}""", "inner.inner.x")]
    [InlineData("""{"inners":[{},{"number":"x"}]}""", "inners[1].number")]
    [InlineData("""{"byName":{"k":{"number":true}}}""", "by_name[k].number")]
    [InlineData("""{"byNumber":{"x":"y"}}""", "by_number[x]")]
    [InlineData("""{"byNumber":{"1":"y","01":"z"}}""", "by_number[01]")]
    [InlineData("""{"int32":2147483648}""", "int32")]
    [InlineData("""{"int32":1.5}""", "int32")]
    [InlineData("""{"uint64":-1}""", "uint64")]
    [InlineData("""{"int64":"9223372036854775808"}""", "int64")]
    [InlineData("""{"int64":1e400}""", "int64")]
    [InlineData("""{"int32":" 1"}""", "int32")]
    [InlineData("""{"int32":""}""", "int32")]
    [InlineData("""{"int32":[]}""", "int32")]
    [InlineData("""{"float":1e39}""", "float")]
    [InlineData("""{"double":1e309}""", "double")]
    [InlineData("""{"double":"inf"}""", "double")]
    [InlineData("""{"bool":"true"}""", "bool")]
    [InlineData("""{"bool":1}""", "bool")]
    [InlineData("""{"name":1}""", "name")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""{"bytes":"a"}""", "bytes")]
    [InlineData("""{"bytes":"a b="}""", "bytes")]
    [InlineData("""{"bytes":"ä"}""", "bytes")]
    [InlineData("""{"bytes":1}""", "bytes")]
    [InlineData("""{"colour":"colour_red"}""", "colour")]
    [InlineData("""{"colour":1.5}""", "colour")]
    [InlineData("""{"inner":[]}""", "inner")]
    [InlineData("""{"inner":"x"}""", "inner")]
    [InlineData("""{"strings":"x"}""", "strings")]
    [InlineData("""{"strings":["x",null]}""", "strings[1]")]
    [InlineData("""{"byName":{"x":null}}""", "by_name[x]")]
    [InlineData("""{"byName":[]}""", "by_name")]
    [InlineData("""{"textChoice":"x","innerChoice":{}}""", "inner_choice")]
    [InlineData("""{"calledOtherwise":"x","renamed":"y"}""", "renamed")]
    [InlineData("""{"time":"yesterday"}""", "time")]
    [InlineData("""{"time":"2026-02-30T00:00:00Z"}""", "time")]
    [InlineData("""{"time":5}""", "time")]
    [InlineData("""{"duration":"1"}""", "duration")]
    [InlineData("""{"duration":"999999999999999s"}""", "duration")]
    [InlineData("""{"updateMask":"a b"}""", "update_mask")]
    [InlineData("""{"struct":[]}""", "struct")]
    [InlineData("""{"list":{}}""", "list")]
    [InlineData("""{"any":{"@type":"type.googleapis.com/unknown.Thing"}}""", "any")]
    [InlineData("""{"any":{"x":1}}""", "any")]
    [InlineData("""{"stringValue":1}""", "string_value")]
    [InlineData("""{"int64Value":"x"}""", "int64_value")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("1", "body")]
    public void Fill_Mistake_NamesItsField(string json, string field)
    {
        var violation = Assert.Single(Assert.Throws<DomainError>(() => Read(json)).Violations);

        Assert.Equal(field, violation.Field);
        Assert.DoesNotContain("Exception", violation.Description);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"struct":{"a":1,"a":2}}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{/* c */}""")]
    [InlineData("""{"\ud800":1,"\ud800":2}""")]
    public void Parse_WhatIsNoJson_IsRefused(string json) =>
        Assert.Equal("INVALID_JSON", Assert.Throws<DomainError>(() => Read(json)).Reason);

    [Fact]
    public void Parse_BytesThatAreNoText_AreRefused() =>
        Assert.Equal("INVALID_JSON", Assert.Throws<DomainError>(() => Read([.. "{\"name\":\""u8, 0xff, .. "\"}"u8])).Reason);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"inner\":", "}")]
    public void Parse_Depth_IsLimited(string open, string close)
    {
        var json = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        Assert.Equal("INVALID_JSON", Assert.Throws<DomainError>(() => Read(json)).Reason);
    }

    [Fact]
    public void Fill_ManyMistakes_TellsOfSome()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"{new string('x', 500)}{i}\":1")) + "}";

        var error = Assert.Throws<DomainError>(() => Read(json));

        Assert.InRange(error.Violations.Count, 2, 16);
        Assert.True(error.Message.Length < 10_000);
    }

    [Fact]
    public void Fill_UnknownFields_CanBeIgnored() => Assert.Equal("a", Read("""{"name":"a","later":{"x":[1]}}""", ignoreUnknown: true).Name);

    [Fact]
    public void Fill_AnyText_IsReadOrRefused() => Prop.ForAll<string?, string?>((name, value) =>
    {
        var json = $"{{{JsonSerializer.Serialize(name ?? "")}:{JsonSerializer.Serialize(value ?? "")},\"name\":{JsonSerializer.Serialize(value ?? "")}}}";
        try
        {
            Assert.Equal(JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(value ?? "")), Read(json, ignoreUnknown: true).Name);
        }
        catch (DomainError error)
        {
            Assert.Equal(ErrorCode.InvalidArgument, error.Code);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fill_AnyBytes_AreReadOrRefused() => Prop.ForAll<byte[], int>((bytes, place) =>
    {
        // Valid requests with some of their bytes replaced reach further than noise.
        var json = """{"name":"a","inner":{"number":"12"},"struct":{"a":[1,2]},"time":"2026-01-31T12:00:00Z","byNumber":{"1":"x"}}"""u8.ToArray();
        bytes.AsSpan(0, Math.Min(bytes.Length, 3)).CopyTo(json.AsSpan(Math.Abs(place % (json.Length - 3))));
        foreach (var body in new[] { bytes, json })
        {
            try
            {
                Read(body);
            }
            catch (DomainError error)
            {
                Assert.Equal(ErrorCode.InvalidArgument, error.Code);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Everything Read(string json, bool ignoreUnknown = false) => Read(Encoding.UTF8.GetBytes(json), ignoreUnknown);

    private static Everything Read(byte[] json, bool ignoreUnknown = false)
    {
        var (message, mistakes) = (new Everything(), new Mistakes());
        using var tree = JsonTree.Parse(json);
        new JsonBinder(mistakes, ignoreUnknown).Fill(message, tree.RootElement, "");
        mistakes.ThrowIfAny();
        return message;
    }
}
