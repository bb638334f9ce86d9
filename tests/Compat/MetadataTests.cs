using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>Metadata and its entries by themselves.</summary>
public sealed class MetadataTests
{
    [Fact]
    public void Entry_Text_HasValueAndAsciiBytes()
    {
        var entry = new Metadata.Entry("Trace.Id_1-a", "abc");
        Assert.Equal("trace.id_1-a", entry.Key);
        Assert.False(entry.IsBinary);
        Assert.Equal("abc", entry.Value);
        Assert.Equal("abc"u8.ToArray(), entry.ValueBytes);
        Assert.Equal("[Entry: key=trace.id_1-a, value=abc]", entry.ToString());
    }

    [Fact]
    public void Entry_Binary_CopiesItsBytesInAndOut()
    {
        byte[] bytes = [1, 2, 3];
        var entry = new Metadata.Entry("Blob-Bin", bytes);
        bytes[0] = 9;
        entry.ValueBytes[1] = 9;
        Assert.Equal("blob-bin", entry.Key);
        Assert.True(entry.IsBinary);
        Assert.Equal([1, 2, 3], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData(":path")]
    [InlineData("ключ")]
    [InlineData("a\n")]
    public void Entry_MalformedKey_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Entry_SuffixAgainstValue_Throws()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("key", new byte[] { 1 }));
    }

    [Fact]
    public void Entry_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "text"));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("key", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("key-bin", (byte[])null!));
    }

    [Fact]
    public void Get_SeveralWithOneKey_ReturnsTheLast()
    {
        var metadata = new Metadata { { "k", "1" }, { "other", "x" }, { "k", "2" }, { "b-bin", [7] } };
        Assert.Equal("2", metadata.Get("k")!.Value);
        Assert.Equal("2", metadata.GetValue("k"));
        Assert.Equal(["1", "2"], metadata.GetAll("k").Select(entry => entry.Value));
        Assert.Equal([7], metadata.GetValueBytes("b-bin")!);
    }

    [Fact]
    public void Get_Absent_ReturnsNullOrNothing()
    {
        var metadata = new Metadata { { "k", "1" } };
        Assert.Null(metadata.Get("absent"));
        Assert.Null(metadata.GetValue("absent"));
        Assert.Null(metadata.GetValueBytes("absent"));
        Assert.Empty(metadata.GetAll("absent"));
    }

    [Fact]
    public void List_Changed_KeepsOrder()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        Metadata metadata = [first];
        metadata.Insert(0, second);
        Assert.Equal([second, first], metadata);
        Assert.Equal(1, metadata.IndexOf(first));
        metadata[0] = first;
        metadata.RemoveAt(1);
        Assert.Equal([first], metadata);
        Assert.True(metadata.Remove(first));
        Assert.DoesNotContain(first, metadata);
        Assert.False(metadata.IsReadOnly);
    }

    [Fact]
    public void Empty_Changed_Throws()
    {
        var entry = new Metadata.Entry("k", "v");
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("k", "v"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
        Assert.Empty(Metadata.Empty);
    }
}
