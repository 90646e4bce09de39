using Ayni.Domain.Catalog;
using Ayni.Filters.Expressions;
using Ayni.Filters.Syntax;
using Ayni.Filters.Text;
using Superpower.Model;

namespace Ayni.Filters.Binding;

/// <summary>Names and attributes.</summary>
internal sealed partial class Binder
{
    private const string Product = "product";
    private const string Context = "context";
    private const string User = "user";
    private const string Now = "now";
    private const string Own = "attributes";

    /// <summary>Most names that a message lists.</summary>
    private const int MaxListed = 40;

    /// <summary>Kinds of a shopper's attribute, which no schema says; the likeliest first.</summary>
    private static readonly AttributeKind[] UserKinds =
        [AttributeKind.Text, AttributeKind.Number, AttributeKind.Flag, AttributeKind.List, AttributeKind.Date];

    private Settled BindName(NameSyntax name)
    {
        var depth = _locals.LastIndexOf(name.Name);
        if (depth >= 0)
            return new Settled(name, new LocalNode(depth));
        if (name.Name == Now)
            return new Settled(name, new NowNode());
        if (name.Name is Product or Context or User)
        {
            throw Problem(
                name.At, $"{name.Name} alone has no value. Write {name.Name}.<attribute>.{KnownOf(name.Name)}");
        }

        if (IsKnown(name.Name))
            throw Problem(name.At, $"There is no '{name.Name}'. Did you mean product.{name.Name}?");
        string[] roots = [Product, Context, User, Now, .. _locals];
        throw Problem(
            name.At,
            $"There is no '{Shown(name.Name)}'.{NearestTexts.Guess(name.Name, roots)} "
                + $"Known: {string.Join(", ", roots)}. A text is written in quotes.");
    }

    private Bound BindSelect(SelectSyntax select) => select.Target switch
    {
        NameSyntax { Name: Product or Context } root => AttributeOf(select, root.Name == Context),
        NameSyntax { Name: User } => UserField(select),
        SelectSyntax { Name: Own, Target: NameSyntax { Name: Product or Context } root } =>
            OwnOf(select, root.Name == Context) ?? throw NoAttribute(select.At, $"{root.Name}.{Own}", select.Name),
        SelectSyntax { Name: Own, Target: NameSyntax { Name: User } } => new Unsettled(
            select, UserKinds, kind => new UserAttributeNode(select.Name, kind), null),
        NameSyntax unknown when !_locals.Contains(unknown.Name) && unknown.Name != Now => BindName(unknown),
        _ => throw Problem(
            select.At,
            $"Only {Product}, {Context} and {User} have parts, such as {Product}.{Own}.{Shown(select.Name)}."),
    };

    private Bound AttributeOf(SelectSyntax select, bool ofContext)
    {
        var root = ofContext ? Context : Product;
        if (select.Name == Own)
            throw Problem(select.At, $"{root}.{Own} alone has no value. Write {root}.{Own}.<name>.{OwnNames()}");
        return ProductAttribute.BuiltIns.TryGetValue(select.Name, out var builtIn)
            ? new Settled(select, new AttributeNode(builtIn, ofContext))
            : OwnOf(select, ofContext) ?? throw NoAttribute(select.At, root, select.Name);
    }

    private static Settled UserField(SelectSyntax select)
    {
        if (UserNode.Fields.TryGetValue(select.Name, out var field))
            return new Settled(select, field);
        string[] known = [.. UserNode.Fields.Keys, $"{Own}.<name>"];
        throw Problem(
            select.At,
            $"{User} has no '{Shown(select.Name)}'.{NearestTexts.Guess(select.Name, UserNode.Fields.Keys)} "
                + $"Known: {string.Join(", ", known)}.");
    }

    private Bound? OwnOf(SelectSyntax select, bool ofContext)
    {
        var uses = _schema.UsesOf(select.Name);
        Node Make(AttributeKind kind) => new AttributeNode(ProductAttribute.OwnOf(select.Name, kind), ofContext);
        return uses.Count switch
        {
            0 => null,
            1 => new Settled(select, Make(uses[0].Kind)),
            _ => new Unsettled(select, [.. uses.Select(use => use.Kind)], Make, MixedKinds(select.Name, uses)),
        };
    }

    private static string MixedKinds(string name, IReadOnlyList<AttributeUse> uses)
    {
        var kinds = uses.Select(use =>
            $"{Wants.NameOf(Wants.Of(use.Kind))} in {use.Products} {(use.Products == 1 ? "product" : "products")}");
        return $"'{name}' is {string.Join(" and ", kinds)}: those of another kind count as without it.";
    }

    private Ayni.Domain.Errors.FilterException NoAttribute(Position at, string root, string name)
    {
        var own = _schema.Attributes.Select(use => use.Name);
        var known = root is Product or Context ? ProductAttribute.BuiltIns.Keys.Concat(own) : own;
        return Problem(
            at, $"{root} has no '{Shown(name)}'.{NearestTexts.Guess(name, known.Distinct())}{KnownOf(root)}");
    }

    private string KnownOf(string root) => root switch
    {
        User => $" Known: {string.Join(", ", UserNode.Fields.Keys)}, {Own}.<name>.",
        Product or Context =>
            $" Known: {string.Join(", ", ProductAttribute.BuiltIns.Keys.Order(StringComparer.Ordinal))}.{OwnNames()}",
        _ => OwnNames(),
    };

    private string OwnNames()
    {
        var names = _schema.Attributes.Select(use => use.Name).Distinct().ToArray();
        var more = names.Length > MaxListed ? $" and {names.Length - MaxListed} more" : "";
        return names.Length == 0
            ? " The shop's products have no attributes of their own."
            : $" The shop's own: {string.Join(", ", names.Take(MaxListed))}{more}.";
    }

    private bool IsKnown(string name) =>
        ProductAttribute.BuiltIns.ContainsKey(name) || _schema.UsesOf(name).Count > 0;

    private static string Shown(string name) => Domain.StorableText.Cut(name, MaxListed);
}
