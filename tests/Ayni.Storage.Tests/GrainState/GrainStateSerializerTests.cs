using System.Collections.Immutable;
using Ayni.Domain.Errors;
using Ayni.Storage.GrainState;

namespace Ayni.Storage.Tests.GrainState;

public sealed class GrainStateSerializerTests
{
    private readonly GrainStateSerializer _serializer = new();

    [Fact]
    public void Serialize_AState_IsJsonInAnEnvelopeWithoutTypeNames() => Assert.Equal(
        """{"v":1,"state":{"Count":7,"Rate":"NaN","Names":{"a":"b"},"Parts":[{"Key":"k","Count":1}]}}""",
        _serializer.Serialize(new Basket
        {
            Count = 7,
            Rate = double.NaN,
            Names = ImmutableDictionary<string, string>.Empty.Add("a", "b"),
            Parts = [new Part("k", 1)],
        }).ToString());

    [Theory]
    [InlineData("""{"v":1,"state":{"Rate":0.5}}""")]
    [InlineData("""{"Rate":0.5}""")]
    [InlineData("""{"v":0,"state":{"Rate":0.5,"Unknown":{"x":[1]}}}""")]
    public void Deserialize_MembersMissing_KeepTheirDefaults(string text)
    {
        var basket = Read(text);

        Assert.Equal((3, 0.5, 0, 0), (basket.Count, basket.Rate, basket.Names.Count, basket.Parts.Length));
    }

    [Fact]
    public void Deserialize_NewerVersion_IsRefusedWithTheRemedy()
    {
        var exception = Assert.Throws<AyniException>(() => Read("""{"v":2,"state":{}}"""));

        Assert.Equal(ErrorCodes.Conflict, exception.Code);
        Assert.Contains("version 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("up to 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"v":1,"state":{"Count":"seven"}}""")]
    [InlineData("""{"$id":"1","$type":"X","Parts":{"$ref":"9"}}""")]
    public void Deserialize_NotAState_IsRefusedWithTheRemedy(string text)
    {
        var exception = Assert.Throws<AyniException>(() => Read(text));

        Assert.Contains(nameof(Basket), exception.Message, StringComparison.Ordinal);
        Assert.Contains("backup", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_ReferencesAndTypeNames_AreUnwrapped()
    {
        var basket = Read(
            """
            {"$id":"1","$type":"Gone.Basket, Gone","Count":5,
             "Names":{"$id":"2","$type":"X`2[[A, a],[B, b]], c","a":"b"},
             "Parts":{"$type":"X`1[[A, a]], c",
              "$values":[{"$id":"3","$type":"Gone.Part, Gone","Key":"k"},{"$ref":"3"}]}}
            """);

        Assert.Equal(5, basket.Count);
        Assert.Equal("b", basket.Names["a"]);
        Assert.Equal([new Part("k", 0), new Part("k", 0)], basket.Parts.AsEnumerable());
    }

    [Fact]
    public void Deserialize_Null_IsTheDefault()
    {
        Assert.Null(_serializer.Deserialize<Basket>(_serializer.Serialize<Basket>(null)));
        Assert.Null(_serializer.Deserialize<Basket>(BinaryData.FromString("null")));
    }

    private Basket Read(string text) => _serializer.Deserialize<Basket>(BinaryData.FromString(text))!;

    private sealed record Basket
    {
        public int Count { get; init; } = 3;

        public double Rate { get; init; }

        public ImmutableDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;

        public ImmutableArray<Part> Parts { get; init; } = [];
    }

    private sealed record Part(string Key, int Count);
}
