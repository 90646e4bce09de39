using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Products;

/// <summary>The currency of prices that come without one; configuration <c>Ayni:Currency</c>.</summary>
/// <param name="Code">ISO 4217 code. <value>Default: null, and every price must say its own.</value></param>
internal sealed record ShopCurrency(string? Code)
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "Ayni:Currency";

    /// <summary>What to do where neither the price nor the shop says a currency.</summary>
    public const string Remedy =
        "Send currency with the price, three capital letters (ISO 4217) such as PEN; or set " + Setting +
        ", the shop's own.";

    /// <summary>Reads the setting; an empty one is none.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it is no currency code.</exception>
    public static ShopCurrency Of(IConfiguration configuration)
    {
        var code = configuration[Setting];
        if (string.IsNullOrEmpty(code))
            return new ShopCurrency(Code: null);
        return ProductRules.IsCurrency(code)
            ? new ShopCurrency(code)
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"{Setting} is '{code}'; it must be three capital letters (ISO 4217), such as PEN. Set it, or leave it "
                + "out: then every price must come with its currency.");
    }
}
