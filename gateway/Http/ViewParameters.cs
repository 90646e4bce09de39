using Ayni.Domain.Catalog;

namespace Ayni.Gateway.Http;

/// <summary>Where a shop is looked at from.</summary>
internal static class ViewParameters
{
    public static readonly TextParameter Store = new(
        "store", "Store view asked from: what is shown there, at its prices.", AttributeRules.MaxTextLength);

    public static readonly TextParameter Group = new(
        "group", "Customer group asked from: what is shown to it, at its prices.", AttributeRules.MaxTextLength);
}
