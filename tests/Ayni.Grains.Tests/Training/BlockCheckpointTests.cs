using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class BlockCheckpointTests
{
    [Fact]
    public void FromBytes_WhatToBytesWrote_IsTheSame()
    {
        var checkpoint = Make([1f, -2.5f, float.Epsilon]);

        var read = BlockCheckpoint.FromBytes(checkpoint.ToBytes());

        Assert.Equal(checkpoint.Factors, read.Factors);
        Assert.Equal(checkpoint.Report.FactorsHash, read.Report.FactorsHash);
        Assert.Equal([0.5, 0.25], read.Report.ObservedByChunk.AsEnumerable());
        Assert.Equal(3, read.Report.HalfSweep);
    }

    [Fact]
    public void FromBytes_OneBitFlipped_Throws()
    {
        var bytes = Make([1f, -2.5f, 3f]).ToBytes();
        bytes[^1] ^= 1;

        Assert.Throws<InvalidDataException>(() => BlockCheckpoint.FromBytes(bytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    public void FromBytes_CutOff_Throws(int length)
    {
        var bytes = Make([1f]).ToBytes();

        Assert.Throws<InvalidDataException>(() => BlockCheckpoint.FromBytes(bytes.AsSpan(0, length)));
    }

    private static BlockCheckpoint Make(float[] factors) =>
        new(new HalfSweepReport(3, BlockCheckpoint.HashOf(factors), [0.5, 0.25], [1], [0.125], false), factors);
}
