#if ENGINE_EMBEDDED
using System.Collections.Immutable;
using Ayni.EmbeddedEngine.Strict;
using Ayni.Engine.Tests.Calls;

namespace Ayni.Engine.Tests.Strict;

[Collection(EngineCollection.Name)]
public sealed class StrictTests(EngineCluster engine)
{
    private IStrictGrain Grain => engine.Grains.GetGrain<IStrictGrain>(Probe.NewKey());

    public static TheoryData<object> Sendable() =>
    [
        "text", 7, 3.5m, DayOfWeek.Friday, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Guid.NewGuid(),
        new byte[] { 1, 2 }, new[] { "a", "b" }, new List<int> { 1, 2 }, ImmutableArray.Create(1, 2),
        ImmutableList.Create("a"), new Dictionary<string, int> { ["a"] = 1 },
        ImmutableDictionary<string, int>.Empty.Add("a", 1), (1, "two"), KeyValuePair.Create("a", 1),
        new HashSet<string> { "a" }, ImmutableSortedSet.Create(2, 1),
    ];

    [Theory]
    [MemberData(nameof(Sendable))]
    public void Copy_WhatOrleansCanSend_IsEqual(object value) =>
        Assert.Equal(value, MessageCopier.Copy(value, "a value"));

    [Fact]
    public void Copy_Record_IsEqualAndNothingIsShared()
    {
        var shelf = new Shelf("a", new Shelf("b", null))
        {
            Places = new List<int> { 1, 2 },
            Stock = new Dictionary<string, int> { ["quinua"] = 3 },
        };

        var copy = (Shelf)MessageCopier.Copy(shelf, "a shelf")!;

        Assert.Equal(("a", "b"), (copy.Name, copy.Next!.Name));
        Assert.Equal(shelf.Places, copy.Places);
        Assert.Equal(3, copy.Stock["quinua"]);
        Assert.NotSame(shelf.Next, copy.Next);
        Assert.NotSame(shelf.Places, copy.Places);
        Assert.NotSame(shelf.Stock, copy.Stock);
    }

    [Fact]
    public async Task Call_StrictMode_CopiesArgumentAndResult()
    {
        var sent = new Parcel { Name = "quinua" };

        var back = await Grain.Echo(sent);

        Assert.NotSame(sent, back);
        Assert.Equal("quinua", ((Parcel)back!).Name);
    }

    [Theory]
    [InlineData(typeof(UnmarkedMessage), "has no [GenerateSerializer]")]
    [InlineData(typeof(MutableMessage), "can be set after it was made")]
    [InlineData(typeof(ForgetfulMessage), "has no [Id]")]
    [InlineData(typeof(StrictGrain), "it is a grain")]
    public void Copy_WhatOrleansCannotSend_IsRefused(Type type, string why)
    {
        var value = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

        var thrown = Assert.Throws<InvalidOperationException>(() => MessageCopier.Copy(value, "argument 0"));

        Assert.Contains(why, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("argument 0", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_LazySequence_IsRefused() => Assert.Throws<InvalidOperationException>(
        () => MessageCopier.Copy(Enumerable.Range(0, 3).Where(static i => i > 0), "argument 0"));

    [Fact]
    public void Copy_CollectionExpressionAsReadOnlyList_IsRefused()
    {
        // The compiler makes a type of its own for it, which Orleans cannot send.
        IReadOnlyList<int> list = [1, 2, 3];

        Assert.Throws<InvalidOperationException>(() => MessageCopier.Copy(list, "argument 0"));
    }

    [Fact]
    public async Task Call_MessageRefused_CallerIsTold() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.Echo(new UnmarkedMessage("x")));

    [Fact]
    public async Task Call_ExceptionWouldLoseMembers_CallerIsTold()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.Throw("x"));

        Assert.IsType<BareException>(thrown.InnerException);
    }
}
#endif
