namespace Ayni.Filters.Expressions;

/// <summary>What an expression is worked out over. For one thread.</summary>
/// <param name="given">What the request knows.</param>
/// <param name="product">The product; null while only what does not hang on one is worked out.</param>
internal sealed class Scope(FilterContext given, IAttributeSource? product = null)
{
    /// <summary>Most variables of `exists` and `all` inside one another.</summary>
    public const int MaxLocals = 4;

    private readonly string?[] _locals = new string?[MaxLocals];

    public FilterContext Given { get; } = given;

    public IAttributeSource? Product { get; } = product;

    public IAttributeSource? Context { get; } =
        given.Context is { } beside ? new ProductSource(beside, given.Now) : null;

    /// <summary>The value of the variable at a depth.</summary>
    public string? Local(int depth) => _locals[depth];

    public void SetLocal(int depth, string? key) => _locals[depth] = key;
}
