using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Grains.Models;

namespace Ayni.Grains.Tests.Models;

public sealed class ModelArtifactTests
{
    [Fact]
    public void FromSafeTensors_WhatWasWritten_ComesBack()
    {
        var artifact = Sample(["a", "z é", "ñandú"]);

        var read = ModelArtifact.FromSafeTensors(artifact.ToSafeTensors());

        Assert.Equal(artifact.ProductIds, read.ProductIds);
        Assert.Equal(artifact.ItemFactors, read.ItemFactors);
        Assert.Equal(artifact.Eigenvalues, read.Eigenvalues);
        Assert.Equal(artifact.Popularity, read.Popularity);
        Assert.Equal(artifact.Options, read.Options);
        Assert.Equal(
            (artifact.Version, artifact.Rank, artifact.ReferenceTime, artifact.AsOfPosition, artifact.CodeVersion),
            (read.Version, read.Rank, read.ReferenceTime, read.AsOfPosition, read.CodeVersion));
    }

    [Fact]
    public void ToSafeTensors_EqualModels_EqualBytes() =>
        Assert.Equal(Sample(["a", "b"]).ToSafeTensors(), Sample(["a", "b"]).ToSafeTensors());

    [Fact]
    public void FromSafeTensors_NoItems_IsEmpty() =>
        Assert.Empty(ModelArtifact.FromSafeTensors(Sample([]).ToSafeTensors()).ProductIds);

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("a", "b\nc")]
    public void ToSafeTensors_IdsOutOfOrderOrBroken_AreRefused(string first, string second) =>
        Assert.Throws<InvalidDataException>(() => Sample([first, second]).ToSafeTensors());

    [Fact]
    public void FromSafeTensors_Garbage_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => ModelArtifact.FromSafeTensors(new byte[] { 1, 2, 3 }));

    [Fact]
    public void IndexOf_IsOrdinal()
    {
        var artifact = Sample(["B", "a", "ä"]);

        Assert.Equal([0, 1, 2], artifact.ProductIds.Select(artifact.IndexOf));
        Assert.True(artifact.IndexOf("A") < 0);
    }

    internal static ModelArtifact Sample(string[] productIds) => new()
    {
        Version = "v1",
        Rank = 3,
        ProductIds = productIds,
        ItemFactors = [.. Enumerable.Range(0, productIds.Length * 3).Select(element => (element * 0.25f) - 1)],
        Eigenvalues = [3, 2, 0.5],
        Popularity = [.. productIds.Select((_, item) => 1f / (item + 1))],
        Options = new TrainingOptions
        {
            Rank = 3,
            Regularization = 0.1,
            Weights = new InteractionWeights { HalfLife = TimeSpan.FromDays(30.5), View = 0 },
        },
        ReferenceTime = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero),
        AsOfPosition = 1_234_567_890_123,
        CodeVersion = "0.1.0",
    };
}
