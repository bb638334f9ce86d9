using System.Buffers;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Listening;

public sealed class BlockPoolTests : IDisposable
{
    private readonly BlockPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Rent_MoreThanABlock_IsRefused()
    {
        Assert.Equal(Block.Size, _pool.MaxBufferSize);
        Assert.Equal(Block.Size, _pool.Rent(Block.Size).Memory.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _pool.Rent(Block.Size + 1));
    }

    [Fact]
    public void Trim_BlocksThatNobodyNeeded_AreGivenUpTheSecondTime()
    {
        Burst(100);

        Assert.Equal((0, 100 * Block.Size, 0), (_pool.Trim(), _pool.Trim(), _pool.Trim()));
    }

    [Fact]
    public void Trim_BlocksInUse_AreNotCounted()
    {
        using var kept = _pool.Rent();
        Burst(10);
        _pool.Trim();

        Assert.Equal(10 * Block.Size, _pool.Trim());
        Assert.Equal(Block.Size, kept.Memory.Length);
    }

    [Fact]
    public void Dispose_Twice_GivesItToOneOwnerOnly()
    {
        var block = _pool.Rent();
        block.Dispose();
        block.Dispose();

        Assert.NotSame(_pool.Rent(), _pool.Rent());
    }

    [Fact]
    public void Dispose_OfThePool_LeavesItToTheOtherListeners()
    {
        var ours = _pool.Create();
        _pool.Create().Dispose();

        ours.Rent().Dispose();
    }

    [Fact]
    public async Task Rent_ByManyAtOnce_NeverSharesABlock()
    {
        var work = Enumerable.Range(1, 4).Select(number => Task.Run(() => Scribble((byte)number)));

        Assert.All(await Task.WhenAll(work).Within(), Assert.True);
    }

    private bool Scribble(byte mark)
    {
        for (var round = 0; round < 2_000; round++)
        {
            var blocks = Enumerable.Range(0, round % 40).Select(_ => _pool.Rent()).ToList();
            blocks.ForEach(block => block.Memory.Span.Fill(mark));
            if (blocks.Exists(block => block.Memory.Span.ContainsAnyExcept(mark)))
                return false;
            blocks.ForEach(block => block.Dispose());
            if (round % 64 == 0)
                _pool.Trim();
        }

        return true;
    }

    private void Burst(int blocks)
    {
        IMemoryOwner<byte>[] burst = [.. Enumerable.Range(0, blocks).Select(_ => _pool.Rent())];
        Array.ForEach(burst, block => block.Dispose());
    }
}
