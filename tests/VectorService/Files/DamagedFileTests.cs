using System.Buffers.Binary;
using GroupChat.TestSupport;
using GroupChat.Vectors.Dense.Graph;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Files;

/// <summary>Whatever a file says, opening it ends in an index that can be searched, or in one kind of error.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Points = 700;

    private static readonly byte[] Sound = Written();

    private readonly TempFolder _folder = new();

    [Fact]
    public void Read_AnyBitFlipped_IsRefused()
    {
        var header = IndexFileHeader.Read(Sound[..IndexFileHeader.Bytes]);
        var random = new Random(1);
        for (var round = 0; round < 400; round++)
        {
            // Every section as often as the others, however short; one more for the header.
            var section = random.Next(SectionPlace.Count + 1);
            var (start, length) = section == SectionPlace.Count
                ? (0, IndexFileHeader.Bytes)
                : ((int)header.Sections[section].Offset, (int)header.Sections[section].Length);
            if (length == 0)
                continue; // vectors this short have no sketches
            var bytes = Sound.ToArray();
            bytes[start + random.Next(length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => Read(bytes));
        }
    }

    [Fact]
    public void Read_CutOff_IsRefused()
    {
        var random = new Random(2);
        for (var round = 0; round < 100; round++)
            Assert.Throws<InvalidDataException>(() => Read(Sound[..random.Next(Sound.Length)]));
        Assert.Throws<InvalidDataException>(() => Read([]));
        Assert.Throws<InvalidDataException>(() => Read([.. Sound, 0]));
    }

    [Fact]
    public void Read_OtherVectorsWanted_IsRefused()
    {
        File.WriteAllBytes(_folder.File("index"), Sound);
        Assert.Throws<InvalidDataException>(() => IndexFileReader.Read(_folder.File("index"), Tenants.Address, Tenants.Shape with { Dimension = 17 }, Clouds.Small));
        Assert.Throws<InvalidDataException>(
            () => IndexFileReader.Read(_folder.File("index"), Tenants.Address with { Key = 8 }, Tenants.Shape, Clouds.Small));
    }

    [Theory]
    [InlineData((int)IndexSection.Lowest, Points)]
    [InlineData((int)IndexSection.Lowest, int.MaxValue)]
    [InlineData((int)IndexSection.Lowest, -2)]
    [InlineData((int)IndexSection.Upper, Points)]
    [InlineData((int)IndexSection.Upper, int.MinValue)]
    public void Read_LinkOutOfTheGraphUnderSoundChecksums_IsRefused(int section, int link) =>
        Assert.Throws<InvalidDataException>(() => Read(Forged((IndexSection)section, at: 5, link)));

    [Fact]
    public void Read_LinkToALevelItsEndIsNotOn_IsRefused()
    {
        var low = Enumerable.Range(0, Points).First(slot => GraphShape.LevelOf(slot) == 0);
        Assert.Throws<InvalidDataException>(() => Read(Forged(IndexSection.Upper, at: 0, low)));
    }

    /// <summary>With sound checksums: what a program could have written, not a disk.</summary>
    [Fact]
    public void Read_AnyNumbersUnderSoundChecksums_AreRefusedOrCanBeSearched()
    {
        var random = new Random(3);
        var query = new Clouds(Tenants.Dimension, seed: 8).Next(0);
        for (var round = 0; round < 300; round++)
        {
            var section = (IndexSection)random.Next(SectionPlace.Count);
            if (section == IndexSection.Sketches)
                continue; // vectors this short have none
            var bytes = Forged(section, random.Next(100), random.Next(4) == 0 ? random.Next() : random.Next(-3, Points + 3));
            try
            {
                var dense = Read(bytes).Dense;
                Tenants.Walk(dense, query, Clouds.Slots(Enumerable.Range(0, dense.Rows.Count)));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Points - 1)]
    [InlineData(Points + 1)]
    [InlineData(int.MaxValue)]
    public void Read_AnotherNumberOfRowsUnderSoundChecksums_IsRefused(int rows) =>
        Assert.Throws<InvalidDataException>(() => Read(With(Sound.ToArray(), header => header with { Rows = rows })));

    [Theory]
    [InlineData(Points)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    public void Read_EntryOutOfTheGraphUnderSoundChecksums_IsRefused(long entry) =>
        Assert.Throws<InvalidDataException>(() => Read(With(Sound.ToArray(), header => header with { Entry = entry })));

    public void Dispose() => _folder.Dispose();

    private static byte[] Written()
    {
        using var files = new IndexFiles();
        files.Folder.Save(Tenants.Address, Tenants.Grown(Points).Snapshot, default);
        return File.ReadAllBytes(files.Paths[0]);
    }

    private static byte[] Forged(IndexSection section, int at, int value)
    {
        var bytes = Sound.ToArray();
        var place = IndexFileHeader.Read(bytes[..IndexFileHeader.Bytes]).Sections[(int)section];
        var part = bytes.AsSpan((int)place.Offset, (int)place.Length);
        BinaryPrimitives.WriteInt32LittleEndian(part[(at * sizeof(int))..], value);
        var checksum = Checksum.Of(part);
        return With(bytes, header =>
        {
            header.Sections[(int)section] = place with { Checksum = checksum };
            return header;
        });
    }

    private static byte[] With(byte[] bytes, Func<IndexFileHeader, IndexFileHeader> change)
    {
        change(IndexFileHeader.Read(bytes[..IndexFileHeader.Bytes])).Write().CopyTo(bytes, 0);
        return bytes;
    }

    private SavedIndex Read(byte[] bytes)
    {
        var path = _folder.File("index");
        File.WriteAllBytes(path, bytes);
        return IndexFileReader.Read(path, Tenants.Address, Tenants.Shape, Clouds.Small);
    }
}
