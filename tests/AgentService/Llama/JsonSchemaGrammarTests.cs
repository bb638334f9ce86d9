using System.Text.Json;
using GroupChat.Agents.Grounding.Retrieval;
using GroupChat.Agents.Language.Tasks;
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
    [InlineData("""{"type":"number","minimum":0.5,"maximum":1}""")]
    [InlineData("""{"type":"number","minimum":2,"maximum":1}""")]
    [InlineData("""{"type":"integer","minimum":0}""")]
    [InlineData("""{"type":"integer","minimum":-1000000,"maximum":1000000}""")]
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

    /// <summary>A model that is held to a schema is of no use when the schema itself is refused.</summary>
    [Fact]
    public void Of_EveryTaskOfOurOwn_IsUnderstood()
    {
        JsonElement[] schemas =
        [
            QueryTask.Of.Schema, SentimentTask.Task.Schema, ModerationTask.Task.Schema, SummaryTask.Of(5).Schema,
            TranslationTask.Of("de", "en").Schema, NamesTask.Of("Ada").Schema, IntentTask.Of([new("greet", "says hello"), new("leave", "")]).Schema,
        ];
        Assert.All(schemas, static schema => Assert.NotNull(JsonSchemaGrammar.Of(schema)));
    }

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
