using Ayni.Domain.Catalog;
using Ayni.Filters.Expressions;

namespace Ayni.Filters.Binding;

/// <summary>What a place in a filter asks for.</summary>
internal enum Want
{
    Truth,
    Number,
    Text,
    List,
    Moment,
    Duration,
}

/// <summary>What kinds are called, and which goes where.</summary>
internal static class Wants
{
    public static Want Of(Kind kind) => kind switch
    {
        Kind.Truth => Want.Truth,
        Kind.Exact or Kind.Approximate => Want.Number,
        Kind.Text => Want.Text,
        Kind.List => Want.List,
        Kind.Moment => Want.Moment,
        _ => Want.Duration,
    };

    public static Want Of(AttributeKind kind) => Of(ProductAttribute.KindOf(kind));

    public static string NameOf(Want want) => want switch
    {
        Want.Truth => "true or false",
        Want.Number => "a number",
        Want.Text => "a text",
        Want.List => "a list of texts",
        Want.Moment => "a moment",
        _ => "a duration",
    };
}
