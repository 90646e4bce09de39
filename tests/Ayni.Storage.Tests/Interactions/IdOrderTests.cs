using System.Text;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Tests.Interactions;

public sealed class IdOrderTests
{
    private static readonly string[] Pieces =
        ["", "a", "b", "Z", "0", "é", "日", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "𐀀", "🛒", "\U0010FFFF"];

    [Fact]
    public void Compare_AnyTwoTexts_AgreesWithTheirUtf8Bytes()
    {
        var texts = (from a in Pieces from b in Pieces from c in Pieces select a + b + c).Distinct().ToList();
        var random = new Random(1);

        for (var i = 0; i < 200_000; i++)
        {
            var left = texts[random.Next(texts.Count)];
            var right = texts[random.Next(texts.Count)];
            var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
            Assert.Equal(Math.Sign(expected), Math.Sign(IdOrder.Compare(left, right)));
        }
    }

    [Fact]
    public void Compare_Null_ComesFirst()
    {
        Assert.Equal(0, IdOrder.Compare(null, null));
        Assert.True(IdOrder.Compare(null, "") < 0);
        Assert.True(IdOrder.Compare("", null) > 0);
    }
}
