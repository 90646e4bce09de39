using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Filters.Tests.Random;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Filters.Tests;

/// <summary>What is wrong is said with its place, what is there, and what was perhaps meant.</summary>
public sealed class FilterTextTests
{
    private static readonly FilterSchema Schema = FilterSchema.Empty
        .With("color", AttributeKind.Text)
        .With("weight", AttributeKind.Number)
        .With("organic", AttributeKind.Flag)
        .With("seasons", AttributeKind.List);

    [Theory]
    [InlineData("", 1, 1, "blank")]
    [InlineData("product.price < ", 1, 16, "ends too early; expected a value")]
    [InlineData("product.price = 3", 1, 15, "'=' is not expected here", "Write == to compare")]
    [InlineData("product.price < 3 and product.active", 1, 19, "'and' is not expected", "Write && for \"and\"")]
    [InlineData("product.active &&\n  (product.price < 3", 2, 21, "ends too early", "`)`")]
    [InlineData("product.brand == \"Sony", 1, 18, "quote is not closed")]
    [InlineData("product.brand == “Sony”", 1, 18, "not read as a quote")]
    [InlineData("product.active & product.available", 1, 16, "Write &&")]
    [InlineData("product.price # 3", 1, 15, "'#' does not belong")]
    [InlineData("product.brand == \"a\\q\"", 1, 20, "\\q stands for nothing")]
    [InlineData("product.brand == \"\\u12\"", 1, 19, "four hexadecimal digits")]
    [InlineData("product.price < 1e999", 1, 17, "No number is as large")]
    [InlineData("product.price < -", 1, 18, "ends too early")]
    public void Parse_WhatCannotBeRead_SaysWhereAndWhy(string text, int line, int column, params string[] parts) =>
        AssertRefused(text, line, column, parts);

    [Theory]
    [InlineData("product.colour == \"red\"", 1, 9, "product has no 'colour'", "Did you mean color", "seasons")]
    [InlineData("product.attributes.wieght > 1", 1, 20, "product.attributes has no 'wieght'", "Did you mean weight")]
    [InlineData("product.precio < 3", 1, 9, "product has no 'precio'", "Did you mean price")]
    [InlineData("price < 3", 1, 1, "There is no 'price'", "Did you mean product.price")]
    [InlineData("prodct.price < 3", 1, 1, "There is no 'prodct'", "Did you mean product")]
    [InlineData("product", 1, 1, "product alone has no value")]
    [InlineData("product.attributes == 1", 1, 9, "attributes alone has no value")]
    [InlineData("user.segmnet == \"x\"", 1, 6, "user has no 'segmnet'", "Did you mean segment")]
    [InlineData("product.brand.name == \"x\"", 1, 15, "Only product, context and user have parts")]
    [InlineData("product.price < \"10\"", 1, 15, "a number and a text meet here", "one kind")]
    [InlineData("product.price", 1, 9, "This is a number; true or false is needed here")]
    [InlineData("product.price && product.active", 1, 9, "This is a number; true or false")]
    [InlineData("product.brand + \"x\" == \"y\"", 1, 9, "This is a text; a number is needed here")]
    [InlineData("product.active < true", 1, 16, "true or false has no order")]
    [InlineData("product.tags == product.tags", 1, 14, "Lists are not compared")]
    [InlineData("\"x\" in product.brand", 1, 16, "This is a text; a list of texts is needed here")]
    [InlineData("\"x\" in \"xyz\"", 1, 8, "after in stands a list", "contains")]
    [InlineData("product.price < null", 1, 17, "null goes with == and != alone")]
    [InlineData("product.brand.matches(\"S.*\")", 1, 15, "no function 'matches'", "Patterns are left out")]
    [InlineData("product.brand.startswith(\"S\")", 1, 15, "no function 'startswith'", "Did you mean startsWith")]
    [InlineData("product.brand.under(\"S\")", 1, 15, "under is asked of product.category")]
    [InlineData("product.tags.contains(\"x\")", 1, 14, "list.exists(t, t.contains(…))")]
    [InlineData("product.brand.startsWith()", 1, 15, "takes 1 argument, not 0")]
    [InlineData("product.tags.exists(product, true)", 1, 21, "'product' is taken")]
    [InlineData("product.tags.exists(\"t\", true)", 1, 14, "takes a name and a condition")]
    [InlineData("has(1 < 2)", 1, 7, "has takes an attribute")]
    [InlineData("size(product.price) > 1", 1, 1, "a number has no size")]
    [InlineData("product.added_at > timestamp(\"yesterday\")", 1, 20, "A moment is written")]
    [InlineData("product.added_at > now - duration(\"5 weeks\")", 1, 26, "A duration is written")]
    [InlineData("product.added_at > timestamp(product.brand)", 1, 20, "takes a text written out")]
    [InlineData("product.added_at + product.added_at > now", 1, 18, "Of times there are")]
    [InlineData("product.active ? 1 : \"x\"", 1, 16, "a number and a text meet here")]
    public void Bind_WhatThereIsNot_SaysWhereAndWhatThereIs(string text, int line, int column, params string[] parts) =>
        AssertRefused(text, line, column, parts);

    [Fact]
    public void Bind_BoosterThatIsACondition_IsRefused()
    {
        var refused = Assert.Throws<FilterException>(() => Booster.Parse("product.price < 3").Bind(Schema));

        Assert.Contains("a number is needed here", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.Invalid, refused.Code);
    }

    [Theory]
    [InlineData(4_096, true)]
    [InlineData(4_097, false)]
    public void Parse_LengthAtAndPastTheLimit_IsReadAndRefused(int length, bool isRead) =>
        AssertRead("product.active".PadRight(length - 4) + "//ab", isRead);

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Parse_BracketsAtAndPastTheLimit_AreReadAndRefused(int depth, bool isRead) =>
        AssertRead(new string('(', depth) + "product.active" + new string(')', depth), isRead);

    [Theory]
    [InlineData("!", "", 32, true)]
    [InlineData("!", "", 33, false)]
    [InlineData("product.active ? true : ", "", 32, true)]
    [InlineData("product.active ? true : ", "", 33, false)]
    [InlineData("", " == true", 120, true)]
    [InlineData("", " == true", 130, false)]
    [InlineData("", " && product.active", 200, true)]
    public void Parse_PartsInsideOneAnother_HaveALimit(string before, string after, int count, bool isRead) =>
        AssertRead(Repeated(before, count) + "product.active" + Repeated(after, count), isRead);

    // A pool thread has a stack of 1.5 MB; reading and asking the deepest filter takes a fraction of it.
    [Fact]
    public void Parse_DeepestFilter_NeedsLittleStack()
    {
        const int Stack = 512 * 1_024;
        var deepest = Repeated("(", 31) + "product.active" + Repeated(" == true", 90) + Repeated(")", 31);
        var branches = Repeated("product.active ? true : ", 32) + "true";
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() =>
            {
                foreach (var text in new[] { deepest, branches })
                    _ = Filter.Parse(text).Bind(Schema).Matches(TestProducts.Plain, TestProducts.Alone);
            }),
            Stack);

        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }

    [Fact]
    public void ParseAndBind_AnyText_ThrowNothingButFilterException() => Gen.ULong.Sample(
        seed =>
        {
            var random = new PCG(1, seed);
            var dice = new Dice(bound => (int)random.Next((uint)bound));
            var text = Mutated(dice, new RandomExpressions(dice).Truth(dice.Below(4)));
            try
            {
                var filter = Filter.Parse(text).Bind(Schema);
                _ = filter.Matches(new RandomProducts(dice).Next(), TestProducts.Alone);
            }
            catch (FilterException refused)
            {
                Assert.InRange(refused.Line, 1, text.Count(unit => unit == '\n') + 1);
                Assert.InRange(refused.Column, 1, text.Length + 1);
                var place = $"Line {refused.Line}, column {refused.Column}: ";
                Assert.StartsWith(place, refused.Message, StringComparison.Ordinal);
            }
        },
        iter: Seeds.Count * 5,
        threads: 1);

    private static string Mutated(Dice dice, string text)
    {
        string[] pieces =
        [
            " ", "\"", "'", "\\", "(", ")", "[", "]", ".", ",", "!", "-", "?", ":", "&&", "||", "==", "=", "<", "in",
            "null", "true", "product", "product.", "context", "user.attributes.x", "size(", "has(", ".exists(t, ",
            ".under(", "1e9", "9999999999999999999999999999999", "1.", "\n", "ñ", "\uD800", "\0", "duration(\"1d\")",
            "timestamp(\"2026-01-01\")",
        ];
        for (var changes = dice.Below(4); changes > 0; changes--)
        {
            var at = dice.Below(text.Length + 1);
            text = dice.Below(3) switch
            {
                0 => text.Insert(at, dice.Of(pieces)),
                1 => text.Remove(at, Math.Min(dice.Below(6), text.Length - at)),
                _ => text.Remove(at, Math.Min(dice.Below(6), text.Length - at)).Insert(at, dice.Of(pieces)),
            };
        }

        return text;
    }

    private static string Repeated(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    private static void AssertRefused(string text, int line, int column, string[] parts)
    {
        var refused = Assert.Throws<FilterException>(() => Filter.Parse(text).Bind(Schema));

        Assert.Equal((line, column), (refused.Line, refused.Column));
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    private static void AssertRead(string text, bool isRead)
    {
        var refused = Record.Exception(() => Filter.Parse(text).Bind(Schema));

        if (isRead)
            Assert.Null(refused);
        else
            Assert.IsType<FilterException>(refused);
    }
}
