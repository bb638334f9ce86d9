using System.Text.Json;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Grammar;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Tests.Llama;

public sealed class JsonSchemaGrammarTests
{
    [Theory]
    [InlineData("""{"type":"string","pattern":"^a"}""")]
    [InlineData("""{"type":["string","null"]}""")]
    [InlineData("""{"type":"date"}""")]
    [InlineData("""{"type":"array","minItems":3,"maxItems":2}""")]
    [InlineData("""{"type":"array","maxItems":100000}""")]
    [InlineData("""{"type":"array","maxItems":-1}""")]
    [InlineData("""{"$ref":"#/nowhere"}""")]
    [InlineData("""{"$ref":"https://example.org"}""")]
    [InlineData("""{"enum":[]}""")]
    [InlineData("""{"enum":"a"}""")]
    [InlineData("""{"type":"object","properties":[]}""")]
    [InlineData("""{"type":"object","required":["a"]}""")]
    [InlineData("\"string\"")]
    [InlineData("false")]
    public void Of_NotUnderstood_IsRefusedByType(string schema) => Refused(schema);

    [Fact]
    public void Of_DeepSchema_IsRefusedByType() =>
        Refused(string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 60)) + "true" + new string('}', 60));

    [Fact]
    public void Of_WideSchema_IsRefusedByType() =>
        Refused("{\"type\":\"object\",\"properties\":{" + string.Join(',', Enumerable.Range(0, 300).Select(static i => $"\"p{i}\":true")) + "}}");

    [Fact]
    public void Of_ReferenceToItself_IsARuleThatHoldsItself()
    {
        var grammar = Of("""{"type":"object","properties":{"next":{"$ref":"#"}}}""", out _);
        Assert.Null(grammar);
        Assert.NotNull(Of("""{"$ref":"#/$defs/node","$defs":{"node":{"type":"array","items":{"$ref":"#/$defs/node"}}}}""", out _));
    }

    [Theory]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("line\nend", "\"line\\x0Aend\"")]
    [InlineData("é世", "\"é世\"")]
    public void Literal_AnyText_IsQuoted(string text, string expected) => Assert.Equal(expected, GbnfRules.Literal(text));

    private static void Refused(string schema)
    {
        Assert.Null(Of(schema, out var error));
        Assert.Equal(LlamaErrors.BadGrammar, error!.Reason);
    }

    private static GbnfGrammar? Of(string schema, out DomainError? error)
    {
        using var document = JsonDocument.Parse(schema);
        try
        {
            error = null;
            return JsonSchemaGrammar.Of(document.RootElement);
        }
        catch (DomainError refused)
        {
            error = refused;
            return null;
        }
    }
}
