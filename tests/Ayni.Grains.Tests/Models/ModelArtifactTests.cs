using System.Collections.Immutable;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Models;

public sealed class ModelArtifactTests
{
    [Fact]
    public void FromSafeTensors_WhatWasWritten_ComesBack()
    {
        var artifact = WithParts(Sample(["a", "z é", "ñandú"]));

        var read = ModelArtifact.FromSafeTensors(artifact.ToSafeTensors());

        Assert.Equal(artifact.ProductIds, read.ProductIds);
        Assert.Equal(artifact.ItemFactors, read.ItemFactors);
        Assert.Equal(artifact.Eigenvalues, read.Eigenvalues);
        Assert.Equal(artifact.Popularity, read.Popularity);
        Assert.Equal(artifact.Options, read.Options);
        Assert.Equal(artifact.PartsHash(), read.PartsHash());
        Assert.Equal(artifact.PartWeights.AsEnumerable(), read.PartWeights);
        Assert.Equal(artifact.FindPart("ease")!.Weighting, read.FindPart("ease")!.Weighting);
        Assert.Equal(artifact.Evidence.RepurchaseDays, read.Evidence.RepurchaseDays);
        Assert.Equal([1f, 2.5f, 1f], read.Evidence.Repeats);
        Assert.NotEqual(artifact.PartsHash(), Changed(artifact, evidence: ItemEvidence.None(3)).PartsHash());
        Assert.Equal([1, 2, 3], read.Attachments["content"].ToArray());
        Assert.Equal(
            (artifact.Version, artifact.Rank, artifact.ReferenceTime, artifact.AsOfPosition, artifact.CodeVersion),
            (read.Version, read.Rank, read.ReferenceTime, read.AsOfPosition, read.CodeVersion));
    }

    [Fact]
    public void ToSafeTensors_EqualModels_EqualBytes() =>
        Assert.Equal(
            WithParts(Sample(["a", "b"])).ToSafeTensors(), WithParts(Sample(["a", "b"])).ToSafeTensors());

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

    [Fact]
    public void PartsHash_OtherVersion_IsTheSameAndOtherWeightIsNot()
    {
        var (one, other) = (WithParts(Sample(["a", "b"])), WithParts(Sample(["a", "b"], "v2")));

        Assert.Equal(one.PartsHash(), other.PartsHash());
        Assert.NotEqual(one.PartsHash(), WithParts(Sample(["a", "b"]), weight: 0.75).PartsHash());
    }

    [Fact]
    public void FromSafeTensors_FileFromBeforeParts_IsAlsAlone()
    {
        var artifact = Sample(["a", "b"]);
        var ids = "a\nb"u8;
        var old = new SafeTensorsBuilder()
            .SetMetadata("version", artifact.Version)
            .SetMetadata("as_of_position", "7")
            .SetMetadata("reference_time", "2026-03-04T05:06:07.0000000+00:00")
            .SetMetadata("options", """{"Rank":3}""")
            .SetMetadata("code_version", "0.1.0")
            .Add("item_factors", artifact.ItemFactors, 2, 3)
            .Add("gramian_eigenvalues", artifact.Eigenvalues, 3)
            .Add("popularity", artifact.Popularity, 2)
            .Add("product_ids", ids, ids.Length)
            .ToBytes();

        var read = ModelArtifact.FromSafeTensors(old);

        Assert.Empty(read.Parts);
        Assert.Equal((1, 0), (read.WeightOf(PartNames.Als), read.WeightOf(PartNames.Ease)));
        Assert.All(read.Evidence.RepurchaseDays, days => Assert.True(float.IsNaN(days)));
        Assert.Equal([1f, 1f], read.Evidence.Repeats);
        Assert.Equal(artifact.ItemFactors, read.ItemFactors);
        Assert.Empty(new ServedModel(read).NeighboursOf(PartNames.ItemKnn, 0));
    }

    [Fact]
    public void ToSafeTensors_PartsThatDoNotFit_AreRefused()
    {
        var good = WithParts(Sample(["a", "b"]));
        NeighbourPart foreign = WithParts(Sample(["a", "b", "c"])).Parts[0];
        Assert.All(
            (ModelArtifact[])
            [
                Changed(good, parts: [.. good.Parts, good.Parts[0]]),
                Changed(good, parts: [foreign]),
                Changed(good, parts: []),
                Changed(good, weights: good.PartWeights.SetItem("ease", -1)),
                Changed(good, weights: good.PartWeights.SetItem("ease", double.NaN)),
                Changed(good, weights: good.PartWeights.SetItem("unknown", 1)),
                Changed(good, weights: good.PartWeights.Clear()),
                Changed(good, evidence: ItemEvidence.None(3)),
                Changed(good, evidence: new ItemEvidence([0, 1], [1, 1], [1, 1])),
                Changed(good, evidence: new ItemEvidence([1, 1], [1, -1], [1, 1])),
                Changed(good, evidence: ItemEvidence.None(2) with { Repeats = [1, 0] }),
                Changed(good, evidence: ItemEvidence.None(2) with { Repeats = [1, float.NaN] }),
                Changed(good, evidence: ItemEvidence.None(2) with { Repeats = [1] }),
            ],
            bad => Assert.Throws<InvalidDataException>(bad.ToSafeTensors));
    }

    [Fact]
    public void FromSafeTensors_DamagedParts_AreRefused()
    {
        var good = WithParts(Sample(["a", "b"]));
        Assert.All(
            (Action<SafeTensorsBuilder>[])
            [
                file => file.SetMetadata("format", "3"),
                file => file.SetMetadata("part_weights", "[]"),
                file => file.SetMetadata("part_weights", """{"ease":1}"""),
                file => file.SetMetadata("parts", "nonsense"),
                file => AddPart(file, starts: [0, 1, 1], neighbours: [0], weights: [1]),
                file => AddPart(file, starts: [0, 1, 1], neighbours: [2], weights: [1]),
                file => AddPart(file, starts: [0, 2, 1], neighbours: [1], weights: [1]),
                file => AddPart(file, starts: [0, 1, 1], neighbours: [1], weights: [float.NaN]),
                file => AddPart(file, starts: [0, 1], neighbours: [0], weights: [1]),
            ],
            damage =>
            {
                var file = FileWithoutParts(good);
                damage(file);
                Assert.Throws<InvalidDataException>(() => ModelArtifact.FromSafeTensors(file.ToBytes()));
            });
        Assert.Equal(2, ModelArtifact.FromSafeTensors(FileWithoutParts(good).ToBytes()).ItemCount);
    }

    [Fact]
    public void ServedModel_OfParts_OffersNeighboursScorersAndWeights()
    {
        var model = new ServedModel(WithParts(Sample(["a", "b", "c"])));
        var scores = new SparseScores(3);

        model.AddNeighbourScores([new HistoryEntry(0, 1, 0)], scores);

        Assert.Equal([1], model.NeighboursOf(PartNames.Ease, 0).Select(neighbour => neighbour.Index));
        Assert.Equal([PartNames.Ease, PartNames.ItemKnn], model.Scorers.Select(scorer => scorer.Part.Name));
        Assert.Equal((0.5, 0), (model.WeightOf(PartNames.Ease), model.WeightOf(PartNames.ItemKnn)));
        Assert.Equal(0.5f * 0.25f, scores[1]);
        Assert.Equal([1], scores.Touched);
    }

    private static SafeTensorsBuilder FileWithoutParts(ModelArtifact artifact)
    {
        var ids = "a\nb"u8;
        return new SafeTensorsBuilder()
            .SetMetadata("version", artifact.Version)
            .SetMetadata("as_of_position", "7")
            .SetMetadata("reference_time", "2026-03-04T05:06:07.0000000+00:00")
            .SetMetadata("options", """{"Rank":3}""")
            .SetMetadata("code_version", "0.1.0")
            .Add("item_factors", artifact.ItemFactors, 2, 3)
            .Add("gramian_eigenvalues", artifact.Eigenvalues, 3)
            .Add("popularity", artifact.Popularity, 2)
            .Add("product_ids", ids, ids.Length);
    }

    private static void AddPart(SafeTensorsBuilder file, int[] starts, int[] neighbours, float[] weights) => file
        .SetMetadata("parts", """[{"Name":"ease","Weighting":{}}]""")
        .Add("parts/ease/row_starts", starts, starts.Length)
        .Add("parts/ease/neighbours", neighbours, neighbours.Length)
        .Add("parts/ease/weights", weights, weights.Length);

    private static ModelArtifact WithParts(ModelArtifact artifact, double weight = 0.5)
    {
        var items = artifact.ItemCount;
        var table = CsrMatrix.FromTriples(items, items, [0, 1], [1, 0], [0.25f, -0.5f]);
        var evidence = ItemEvidence.None(items);
        (evidence.RepurchaseDays[1], evidence.Shoppers[1], evidence.Purchases[1]) = (12.5f, 7, 9);
        evidence.Repeats[1] = 2.5f;
        return Changed(
            artifact,
            [
                new NeighbourPart(PartNames.Ease, table, new HistoryWeighting { WeightExponent = 0.25 }),
                new NeighbourPart(PartNames.ItemKnn, table, ItemKnnPart.Weighting),
            ],
            artifact.PartWeights.Add(PartNames.Ease, weight), evidence);
    }

    private static ModelArtifact Changed(
        ModelArtifact artifact, ImmutableArray<NeighbourPart>? parts = null,
        ImmutableSortedDictionary<string, double>? weights = null, ItemEvidence? evidence = null) => new()
        {
            Version = artifact.Version,
            Rank = artifact.Rank,
            ProductIds = artifact.ProductIds,
            ItemFactors = artifact.ItemFactors,
            Eigenvalues = artifact.Eigenvalues,
            Popularity = artifact.Popularity,
            Options = artifact.Options,
            ReferenceTime = artifact.ReferenceTime,
            AsOfPosition = artifact.AsOfPosition,
            CodeVersion = artifact.CodeVersion,
            Parts = parts ?? artifact.Parts,
            PartWeights = weights ?? artifact.PartWeights,
            Evidence = evidence ?? artifact.Evidence,
            Attachments = artifact.Attachments.SetItem("content", new byte[] { 1, 2, 3 }),
        };

    internal static ModelArtifact Sample(string[] productIds, string version = "v1") => new()
    {
        Version = version,
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
