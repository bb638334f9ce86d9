using System.Text.Json.Nodes;
using GroupChat.Agents.Mcp;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>What is taken of what servers say of their tools.</summary>
public sealed class McpListingTests
{
    private const string Plain = """{"type":"object"}""";

    [Fact]
    public void Tools_ThatAreAllowed_AreTaken()
    {
        var listing = new McpListing("files", ["read_*", "list"]);
        Assert.Equal("next", listing.Add(Page("next", Tool("read_file"), Tool("write_file"))));
        Assert.Null(listing.Add(Page(null, Tool("list"), Tool("listing"))));
        Assert.Equal(["mcp_files_read_file", "mcp_files_list"], listing.Tools.Select(static tool => tool.Name));
        Assert.Equal("", listing.Refused);
    }

    [Theory]
    [InlineData("with space", Plain, "a name that models cannot use")]
    [InlineData("überall", Plain, "a name that models cannot use")]
    [InlineData("of-sixty-letters-and-more-of-them-so-that-it-has-no-room-with-us", Plain, "a name that models cannot use")]
    [InlineData("a", "[]", "arguments that are no object")]
    [InlineData("a", """{"type":"array"}""", "arguments that are no object")]
    [InlineData("a", """{"type":["object"]}""", "arguments that are no object")]
    [InlineData("a", """{"type":"object","properties":{"x":{"$ref":"http://169.254.169.254/"}}}""", "a schema that is too large")]
    [InlineData("a", """{"type":"object","type":"object"}""", "a definition that cannot be read")]
    public void Tool_ThatIsNone_IsNotTaken(string name, string schema, string why)
    {
        var listing = new McpListing("files", ["*"]);
        listing.Add(Page(null, Tool(name, schema), Tool("good")));
        Assert.Equal("mcp_files_good", Assert.Single(listing.Tools).Name);
        Assert.Equal($"1 with {why}", listing.Refused);
    }

    [Fact]
    public void Schemas_ThatAreBombs_AreNotTaken()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"object","properties":{"a":""", 20)) + "{}" + string.Concat(Enumerable.Repeat("}}", 20));
        var wide = new JsonObject { ["type"] = "object", ["enum"] = new JsonArray([.. Enumerable.Range(0, 10_000).Select(static n => (JsonNode)n)]) };
        var listing = new McpListing("files", ["*"]);
        listing.Add(Page(null, Tool("deep", deep), Tool("wide", wide.ToJsonString()), Tool("good")));
        Assert.Equal(("mcp_files_good", "2 with a schema that is too large"), (Assert.Single(listing.Tools).Name, listing.Refused));
    }

    [Fact]
    public void Tools_OfOneName_AreNeitherTaken()
    {
        var listing = new McpListing("files", ["*"]);
        listing.Add(Page(null, Tool("a.b"), Tool("a-b"), Tool("a/b"), Tool("ab")));
        Assert.Equal("mcp_files_ab", Assert.Single(listing.Tools).Name);
        Assert.Equal("3 with a name that another has too", listing.Refused);
    }

    [Fact]
    public void Tools_WithoutEnd_AreTakenUpToALimit()
    {
        var listing = new McpListing("files", ["*"]);
        listing.Add(Page(null, [.. Enumerable.Range(0, 10_000).Select(static n => Tool($"tool{n}"))]));
        Assert.True(listing.IsFull);
        Assert.Equal(McpListing.MostTools, listing.Tools.Count());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("4")]
    [InlineData("""{"tools":4,"nextCursor":4}""")]
    [InlineData("""{"tools":[null,4,"x",{},{"name":4},{"name":""}],"nextCursor":""}""")]
    public void Page_ThatIsNone_HoldsNothing(string page)
    {
        var listing = new McpListing("files", ["*"]);
        Assert.Null(listing.Add(JsonNode.Parse(page)));
        Assert.Empty(listing.Tools);
    }

    [Fact]
    public void Description_WithWhatNobodySees_IsCleanedAndCut()
    {
        var listing = new McpListing("files", ["*"]);
        var tool = Tool("a", """{"type":"object","properties":{"x":{"type":"string","description":"good\u200b\u202e"}}}""");
        tool["description"] = "reads\u0007 \U000E0041\u2063files\n" + new string('x', 5000);
        listing.Add(Page(null, tool));
        var taken = Assert.Single(listing.Tools);
        Assert.StartsWith("reads files\nxxx", taken.Description, StringComparison.Ordinal);
        Assert.InRange(taken.Description.Length, 900, 1024);
        Assert.Equal("good", taken.Schema.GetProperty("properties").GetProperty("x").GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("description", "\"other\"")]
    [InlineData("inputSchema", """{"type":"object","title":"x"}""")]
    [InlineData("annotations", """{"readOnlyHint":true}""")]
    public void Definition_ThatChanges_HasAnotherHash(string part, string value)
    {
        var changed = Tool("a");
        changed[part] = JsonNode.Parse(value);
        Assert.NotEqual(HashOf(Tool("a")), HashOf(changed));
        Assert.Equal(HashOf(Tool("a")), HashOf(Tool("a")));
    }

    private static string HashOf(JsonObject tool)
    {
        var listing = new McpListing("files", ["*"]);
        listing.Add(Page(null, tool));
        return Assert.Single(listing.Tools).Hash;
    }

    private static JsonObject Tool(string name, string schema = Plain) => new() { ["name"] = name, ["inputSchema"] = JsonNode.Parse(schema) };

    private static JsonObject Page(string? next, params JsonObject[] tools) => new() { ["tools"] = new JsonArray([.. tools]), ["nextCursor"] = next };
}
