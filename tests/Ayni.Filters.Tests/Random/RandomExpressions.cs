using System.Globalization;

namespace Ayni.Filters.Tests.Random;

/// <summary>Expressions that are right: every part of the kind that its place asks for.</summary>
internal sealed class RandomExpressions(Dice dice)
{
    private int _locals;

    public string Truth(int depth) => depth == 0 ? SmallTruth() : dice.Below(12) switch
    {
        0 => $"({Truth(depth - 1)} && {Truth(depth - 1)})",
        1 => $"({Truth(depth - 1)} || {Truth(depth - 1)} || {Truth(depth - 1)})",
        2 => $"!({Truth(depth - 1)})",
        3 => $"({Truth(depth - 1)} ? {Truth(depth - 1)} : {Truth(depth - 1)})",
        4 => $"{Number(depth - 1)} {Order()} {Number(depth - 1)}",
        5 => $"{Text(depth - 1)} {Order()} {Text(depth - 1)}",
        6 => $"{Moment(depth - 1)} {Order()} {Moment(depth - 1)}",
        7 => $"{Duration(depth - 1)} {Order()} {Duration(depth - 1)}",
        8 => $"{Text(depth - 1)} in {List(depth - 1)}",
        9 => $"{Text(depth - 1)}.{dice.Of("startsWith", "endsWith", "contains")}({Text(depth - 1)})",
        10 => Quantifier(depth - 1),
        _ => $"({Truth(depth - 1)}) {dice.Of("==", "!=")} ({Truth(depth - 1)})",
    };

    public string Number(int depth) => depth == 0 ? SmallNumber() : dice.Below(6) switch
    {
        0 => $"({Number(depth - 1)} {dice.Of("+", "-", "*", "/", "%")} {Number(depth - 1)})",
        1 => $"(-{Number(depth - 1)})",
        2 => $"size({List(depth - 1)})",
        3 => $"{Text(depth - 1)}.size()",
        4 => $"({Truth(depth - 1)} ? {Number(depth - 1)} : {Number(depth - 1)})",
        _ => SmallNumber(),
    };

    private string SmallTruth() => dice.Below(13) switch
    {
        0 => $"{TextAttribute()} {dice.Of("==", "!=")} {Quoted()}",
        1 => $"{NumberAttribute()} {Order()} {Digits()}",
        2 => $"{Digits()} {Order()} {NumberAttribute()}",
        3 => $"{Quoted()} in {ListAttribute()}",
        4 => $"{dice.Of("product", "context")}.category.under({Quoted()})",
        5 => $"has({dice.Of(TextAttribute(), NumberAttribute(), ListAttribute(), MomentAttribute())})",
        11 => $"has({TruthAttribute()})",
        6 => $"{dice.Of(TextAttribute(), NumberAttribute(), MomentAttribute())} {dice.Of("==", "!=")} null",
        7 => $"{TextAttribute()} in [{Quoted()}, {Quoted()}, {TextAttribute()}]",
        8 => $"{NumberAttribute()} in [{Digits()}, {Digits()}]",
        9 => $"{TruthAttribute()} {dice.Of("==", "!=")} {dice.Of("true", "false", TruthAttribute())}",
        10 => $"{TruthAttribute()}",
        _ => $"{MomentAttribute()} {Order()} {SmallMoment()}",
    };

    private string Quantifier(int depth)
    {
        if (_locals == 2)
            return SmallTruth();
        var name = $"t{_locals++}";
        var condition = dice.Below(3) switch
        {
            0 => $"{name} {Order()} {Text(depth)}",
            1 => $"{name}.startsWith({Quoted()}) || {Truth(depth)}",
            _ => $"{name} == {Quoted()}",
        };
        _locals--;
        return $"{List(depth)}.{dice.Of("exists", "all")}({name}, {condition})";
    }

    private string Text(int depth) => depth > 0 && dice.OneIn(5)
        ? $"({Truth(depth - 1)} ? {Text(depth - 1)} : {Text(depth - 1)})"
        : dice.Of(TextAttribute(), TextAttribute(), $"\"x{dice.Of("", "rojo", "Sony")}\"");

    private string List(int depth) => dice.Below(4) switch
    {
        0 => $"[{Text(depth > 0 ? depth - 1 : 0)}, {Quoted()}]",
        _ => ListAttribute(),
    };

    private string Moment(int depth) => depth > 0 && dice.OneIn(3)
        ? $"({Moment(depth - 1)} {dice.Of("+", "-")} {Duration(depth - 1)})"
        : dice.Of(MomentAttribute(), SmallMoment());

    private string Duration(int depth) => depth > 0 && dice.OneIn(3)
        ? $"({Moment(depth - 1)} - {Moment(depth - 1)})"
        : $"duration(\"{dice.Of("30d", "1h30m", "0s", "-2d", "10675199d")}\")";

    private string SmallNumber() => dice.OneIn(3) ? Digits() : NumberAttribute();

    private string SmallMoment() =>
        dice.Of("now", "timestamp(\"2026-05-30\")", "timestamp(\"2026-05-31T18:00:00Z\")", "(now - duration(\"30d\"))");

    private string Root() => dice.OneIn(4) ? "context" : "product";

    private string TextAttribute() => dice.Below(9) switch
    {
        0 => $"user.{dice.Of("segment", "country", "language")}",
        1 => $"{Root()}.color",
        2 => $"{Root()}.attributes.color",
        _ => $"{Root()}.{dice.Of("category", "brand", "brand", "currency", "parent_id")}",
    };

    private string NumberAttribute() => dice.Below(8) switch
    {
        0 => $"{Root()}.weight",
        1 => $"{Root()}.attributes.price",
        2 => $"{Root()}.discount",
        3 => $"{Root()}.age_days",
        4 => $"{Root()}.stock",
        5 => $"{Root()}.list_price",
        _ => $"{Root()}.price",
    };

    private string TruthAttribute() => $"{Root()}.{dice.Of("active", "available", "organic")}";

    private string MomentAttribute() => $"{Root()}.{dice.Of("added_at", "launched")}";

    private string ListAttribute() => dice.OneIn(5)
        ? "user.attributes.seasons"
        : $"{Root()}.{dice.Of("tags", "stores", "groups", "seasons")}";

    private string Order() => dice.Of("==", "!=", "<", "<=", ">", ">=");

    private string Quoted() => $"\"{dice.Of<string>([
        .. RandomProducts.Categories, .. RandomProducts.Brands, .. RandomProducts.Words, "a", "o", "none"])}\"";

    private string Digits() => dice.Below(5) switch
    {
        0 => $"-{dice.Below(3)}",
        1 => dice.Below(1_000).ToString(CultureInfo.InvariantCulture),
        2 => dice.Of("0.1", "0.2", "0.3", "1e300", "79000000000000000000000000000", "0.00000001", "-1e20"),
        _ => dice.Of(RandomProducts.Prices).ToString(CultureInfo.InvariantCulture),
    };
}
