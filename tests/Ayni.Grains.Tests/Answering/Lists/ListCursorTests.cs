using Ayni.Domain.Errors;
using Ayni.Grains.Answering;

namespace Ayni.Grains.Tests.Answering;

public sealed class ListCursorTests
{
    [Fact]
    public void After_SomePages_KnowsWhatTheyGaveAndNothingElse()
    {
        var first = ListCursor.Read(ListCursor.Start.After(["a", "b"]));

        var second = ListCursor.Read(first.After(["c"]));

        Assert.Equal(3, second.Count);
        Assert.All(["a", "b", "c"], id => Assert.True(second.Has(id)));
        Assert.False(second.Has("d"));
        Assert.False(ListCursor.Start.Has("a"));
    }

    [Fact]
    public void After_MoreThanAnAddressHolds_Ends()
    {
        var ids = Enumerable.Range(0, ListCursor.MaxGiven).Select(n => $"{n}").ToArray();

        var full = ListCursor.Start.After(ids);

        Assert.InRange(full!.Length, 1, 8_000);
        Assert.Null(ListCursor.Read(full).After(["one more"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AA")]
    [InlineData("AQE")]
    [InlineData("not base64!")]
    public void Read_WhatNobodyGaveOut_IsRefused(string text) =>
        Assert.Equal(ErrorCodes.Invalid, Assert.Throws<AyniException>(() => ListCursor.Read(text)).Code);
}
