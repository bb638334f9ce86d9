using System.ComponentModel.DataAnnotations;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Qdrant;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant;

public sealed class QdrantNamesTests
{
    [Theory]
    [InlineData("document_id", "document_id")]
    [InlineData("a.b", "a-2eb")]
    [InlineData("größe [x]", "gr-c3-b6-c3-9fe-20-5bx-5d")]
    [InlineData("-", "-2d")]
    [InlineData("", "")]
    public void Name_OfAnyText_IsPlainAndLeadsBack(string text, string name)
    {
        Assert.Equal(name, QdrantName.Of(text));
        Assert.Equal(text, QdrantName.Read(name));
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("-2")]
    [InlineData("-zz")]
    [InlineData("ä")]
    public void Read_NameOfOthers_IsNone(string name) => Assert.Null(QdrantName.Read(name));

    [Fact]
    public void Collection_ByItsVectorsName_IsWhatWasMade()
    {
        var made = QdrantCollection.Of(new("docs", 4, "openai:text-embedding-3 large", DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123), 42), "p-");
        Assert.Equal(made, QdrantCollection.Read("p-docs", "p-", With(made.Vector, 4)));
        Assert.Null(QdrantCollection.Read("q-docs", "p-", With(made.Vector, 4)));
        Assert.Null(QdrantCollection.Read("p-docs", "p-", With("somebody-elses", 4)));
        Assert.Null(QdrantCollection.Read("p-docs", "p-", new() { VectorsConfig = new() { Params = new() { Size = 4 } } }));
        Assert.Null(QdrantCollection.Read("p-docs", "p-", null));
        foreach (var (distance, metric) in new (Q.Distance, VectorMetric?)[]
            { (Q.Distance.Dot, VectorMetric.Dot), (Q.Distance.Euclid, VectorMetric.Euclidean), (Q.Distance.Manhattan, null), ((Q.Distance)9, null) })
            Assert.Equal(metric, QdrantCollection.Read("p-docs", "p-", With(made.Vector, 4, distance))?.Definition.Metric);
    }

    [Fact]
    public void PointIds_AreTheSameForTheSamePoint_AndUuidsOfVersion8()
    {
        var collection = QdrantCollection.Of(new("docs", 4, "test-v1", DateTimeOffset.UnixEpoch, 42), "p-");
        var id = collection.Tenant(new(42, "room")).IdOf("a").Uuid;
        Assert.Equal(id, collection.Tenant(new(42, "room")).IdOf("a").Uuid);
        Assert.Equal('8', id[14]);
        Assert.Contains(id[19], "89ab");
        TenantAddress[] others = [new(43, "room"), new(42, "roo"), new(42, "rooma"), new(42, "")];
        Assert.All(others, other => Assert.NotEqual(id, collection.Tenant(other).IdOf("a").Uuid));
        Assert.NotEqual(collection.Tenant(new(42, "room")).IdOf("ab"), collection.Tenant(new(42, "rooma")).IdOf("b"));
    }

    /// <summary>Whatever is asked, the tenant is asked for beside it.</summary>
    [Fact]
    public void Filters_OfATenant_AlwaysNameIt()
    {
        var tenant = QdrantCollection.Of(new("docs", 4, "test-v1", DateTimeOffset.UnixEpoch, 42), "p-").Tenant(new(42, "room"));
        var any = new PayloadFilter.Group([], [new PayloadFilter.Exists("a")], []);
        foreach (var filter in new[] { tenant.Filter(), tenant.Filter(any), tenant.Filter(ids: ["a"]), tenant.Filter(any, ["a"]), tenant.Filter(7) })
        {
            Assert.Equal("000000000000002a/room", filter.Must[0].Field.Match.Keyword);
            Assert.Equal("tenant", filter.Must[0].Field.Key);
            Assert.Empty(filter.Should);
        }
    }

    [Fact]
    public void Settings_Wrong_AreNamedAtOnce()
    {
        var options = new QdrantOptions { Address = "http://me@host/x", ApiKey = "a b", ApiKeyFile = "relative", Authority = "relative", Prefix = "a/b", Retries = 9 };
        options.IndexedKeys.Add("");
        var found = new List<ValidationResult>();
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true));
        Assert.Equal(["Prefix", "Retries"], found.SelectMany(one => one.MemberNames).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Address", "ApiKey", "ApiKeyFile", "ApiKeyFile", "Authority", "IndexedKeys"],
            options.Validate(new ValidationContext(options)).SelectMany(one => one.MemberNames).Order(StringComparer.Ordinal));
        Assert.Empty(new QdrantOptions { Address = "https://host:6334", ApiKeyFile = "/key" }.Validate(new ValidationContext(options)));
    }

    [Theory]
    [InlineData("http://vectors:6334", false, "Address")]
    [InlineData("http://vectors:6334", true)]
    [InlineData("http://127.0.0.1:6334", false)]
    [InlineData("http://localhost:6334", false)]
    [InlineData("https://vectors:6334", false)]
    public void Settings_KeyOverTheNetwork_WantsTlsOrLeave(string address, bool isAllowed, params string[] wrong)
    {
        var options = new QdrantOptions { Address = address, ApiKey = "key", AllowKeyWithoutTls = isAllowed };
        Assert.Equal(wrong, options.Validate(new ValidationContext(options)).SelectMany(one => one.MemberNames));
        var without = new QdrantOptions { Address = address };
        Assert.Empty(without.Validate(new ValidationContext(without)));
    }

    private static Q.CollectionParams With(string vector, ulong size, Q.Distance distance = Q.Distance.Cosine) =>
        new() { VectorsConfig = new() { ParamsMap = new() { Map = { [vector] = new() { Size = size, Distance = distance } } } } };
}
