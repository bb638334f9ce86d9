using System.Buffers.Binary;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Gguf;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport.Llama;

namespace GroupChat.Agents.Tests.Llama;

public sealed class GgufTests : IDisposable
{
    private const int Mutations = 10_000;

    private readonly TinyLlamaFile _file = new();

    [Fact]
    public void Read_WholeModel_FindsEverything()
    {
        var file = GgufFile.Read(_file.Path);
        GgufChecks.CheckModel(file);
        Assert.Equal("llama", file.Architecture);
        Assert.Equal(21, file.Tensors.Count);
        Assert.Equal(512, file.Arrays[GgufFile.TokensKey].Texts.Count);
        Assert.Equal(64 * 512 * 4, file.Tensors[0].Bytes);
    }

    [Fact]
    public void Read_NoFile_Refuses() => Refused(() => GgufFile.Read(Path.Combine(_file.Folder, "none")));

    [Fact]
    public void Read_Folder_Refuses() => Refused(() => GgufFile.Read(_file.Folder));

    [Fact]
    public void Read_CutAnywhere_Refuses()
    {
        var bytes = File.ReadAllBytes(_file.Path);
        var cut = Path.Combine(_file.Folder, "cut");
        foreach (var length in Enumerable.Range(0, 40).Concat([1_000, 5_000, 9_000, 20_000, bytes.Length / 2, bytes.Length - 1]))
        {
            File.WriteAllBytes(cut, bytes[..length]);
            Refused(() => GgufFile.Read(cut));
        }
    }

    [Theory]
    [InlineData("general.architecture")]
    [InlineData("llama.block_count")]
    [InlineData("tokenizer.ggml.model")]
    [InlineData("tokenizer.ggml.tokens")]
    [InlineData("tokenizer.ggml.token_type")]
    public void Check_KeyMissing_Refuses(string key)
    {
        // The key is there under another name.
        var bytes = File.ReadAllBytes(_file.Path);
        bytes[bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(key))] = (byte)'x';
        Refused(() => Check(bytes));
    }

    [Fact]
    public void Check_ByteWithoutAToken_Refuses()
    {
        var bytes = File.ReadAllBytes(_file.Path);
        bytes[bytes.AsSpan().IndexOf("<0xC3>"u8) + 1] = (byte)'1';
        Refused(() => Check(bytes));
    }

    [Fact]
    public void Check_EndTokenOutsideOfTheVocabulary_Refuses()
    {
        var bytes = File.ReadAllBytes(_file.Path);
        var key = "tokenizer.ggml.eos_token_id"u8;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf(key) + key.Length + 4), 512);
        Refused(() => Check(bytes));
    }

    [Fact]
    public void Read_HeaderMutatedTenThousandTimes_IsReadOrRefusedByType()
    {
        var original = File.ReadAllBytes(_file.Path);
        var header = original.Length - (int)GgufFile.Read(_file.Path).Tensors.Sum(static tensor => tensor.Bytes);
        var random = new Random(20261121);
        var bytes = original.AsSpan().ToArray();
        var refused = 0;
        for (var round = 0; round < Mutations; round++)
        {
            original.AsSpan(0, header).CopyTo(bytes);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                Change(bytes.AsSpan(0, header), random);
            refused += IsRefused(bytes) ? 1 : 0;
        }
        Assert.InRange(refused, Mutations / 100, Mutations - 1);
    }

    public void Dispose() => _file.Dispose();

    private static void Change(Span<byte> header, Random random)
    {
        var at = random.Next(random.Next(2) == 0 ? 64 : header.Length - 8);
        switch (random.Next(4))
        {
            case 0:
                header[at] = (byte)random.Next(256);
                break;
            case 1:
                header[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                header.Slice(at, 8).Fill((byte)(random.Next(2) * 255));
                break;
            default:
                header.Slice(random.Next(header.Length - 16), 8).CopyTo(header[at..]);
                break;
        }
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            Check(bytes);
            return false;
        }
        catch (DomainError error) when (error.Reason == LlamaErrors.BadFile)
        {
            return true;
        }
        catch (EndOfStreamException)
        {
            return true;
        }
    }

    private static void Check(byte[] bytes) => GgufChecks.CheckModel(new GgufReader(new MemoryStream(bytes)).Read());

    private static void Refused(Action action) => Assert.Equal(LlamaErrors.BadFile, Assert.Throws<DomainError>(action).Reason);
}
