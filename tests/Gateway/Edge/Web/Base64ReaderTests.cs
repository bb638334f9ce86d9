using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Gateway.Edge.Web;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Web;

/// <summary>Base64 as clients send it: in blocks, cut anywhere. And as nobody should send it.</summary>
public sealed class Base64ReaderTests
{
    [Fact]
    public void Blocks_CutAnywhere_GiveTheirBytes() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[][]>(), ArbMap.Default.ArbFor<PositiveInt[]>(), (blocks, cuts) =>
            {
                blocks = [.. blocks.Where(block => block is not null)];
                var text = Encoding.ASCII.GetBytes(string.Join("\r\n"[..(cuts.Length % 3)], blocks.Select(Convert.ToBase64String)));
                return ReadAsync(Cut(text, cuts)).GetAwaiter().GetResult()!.SequenceEqual(blocks.SelectMany(block => block));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));

    [Fact]
    public void Written_Blocks_AreReadAgain() =>
        Prop.ForAll(
            Gen.Choose(0, 20_000).ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt[]>(), (length, cuts) =>
            {
                var bytes = new byte[length];
                new Random(length).NextBytes(bytes);
                var text = new ArrayBufferWriter<byte>();
                Base64Blocks.Write(text, Sequence(Cut(bytes, cuts)));
                return Encoding.ASCII.GetString(text.WrittenSpan) == Convert.ToBase64String(bytes)
                    && ReadAsync(Cut(text.WrittenSpan.ToArray(), cuts)).GetAwaiter().GetResult()!.SequenceEqual(bytes);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void AnyBytes_CutAnywhere_AreRefusedOrReadTheSame() =>
        Prop.ForAll(
            Gen.Elements("AQz+/=\r \0é".ToCharArray()).ArrayOf().ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt[]>(), (letters, cuts) =>
            {
                var text = Encoding.Latin1.GetBytes(letters);
                var (whole, cut) = (ReadAsync([text]).GetAwaiter().GetResult(), ReadAsync(Cut(text, cuts)).GetAwaiter().GetResult());
                return whole is null ? cut is null : cut is not null && whole.SequenceEqual(cut);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    /// <summary>The bytes, or null when the text is refused.</summary>
    private static async Task<byte[]?> ReadAsync(IReadOnlyList<byte[]> pieces)
    {
        var text = new Pipe();
        var writing = WriteAsync(text.Writer, pieces);
        var reader = new Base64Reader(text.Reader);
        try
        {
            using var bytes = new MemoryStream();
            await reader.CopyToAsync(bytes).Within();
            return bytes.ToArray();
        }
        catch (DomainError)
        {
            return null;
        }
        finally
        {
            await reader.CompleteAsync();
            await writing.Within();
        }
    }

    private static async Task WriteAsync(PipeWriter writer, IReadOnlyList<byte[]> pieces)
    {
        foreach (var piece in pieces)
            await writer.WriteAsync(piece);
        await writer.CompleteAsync();
    }

    private static List<byte[]> Cut(byte[] bytes, PositiveInt[] cuts)
    {
        var (pieces, start) = (new List<byte[]>(), 0);
        for (var turn = 0; start < bytes.Length; turn++)
        {
            var length = cuts.Length == 0 ? bytes.Length : Math.Min(cuts[turn % cuts.Length].Get, bytes.Length - start);
            pieces.Add(bytes[start..(start + length)]);
            start += length;
        }

        return pieces;
    }

    private static ReadOnlySequence<byte> Sequence(List<byte[]> pieces)
    {
        if (pieces.Count == 0)
            return default;
        var first = new Piece(pieces[0], 0);
        var last = pieces.Skip(1).Aggregate(first, (piece, next) => piece.Append(next));
        return new(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long start) => (Memory, RunningIndex) = (bytes, start);

        public Piece Append(byte[] bytes)
        {
            var piece = new Piece(bytes, RunningIndex + Memory.Length);
            Next = piece;
            return piece;
        }
    }
}
