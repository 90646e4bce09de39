using Ayni.Domain.Errors;
using Ayni.Filters.Expressions;
using Ayni.Filters.Syntax;
using Ayni.Filters.Text;

namespace Ayni.Filters.Binding;

/// <summary>Functions.</summary>
internal sealed partial class Binder
{
    private static readonly string[] Functions = ["has(x)", "size(x)", "timestamp(\"…\")", "duration(\"…\")"];

    private static readonly string[] Methods =
    [
        "text.startsWith(x)", "text.endsWith(x)", "text.contains(x)", "category.under(\"A > B\")", "text.size()",
        "list.size()", "list.exists(t, …)", "list.all(t, …)",
    ];

    private Node BindCall(CallSyntax call) => call.Target is null ? BindFunction(call) : BindMethod(call, call.Target);

    private Node BindFunction(CallSyntax call) => call.Name switch
    {
        "has" => BindHas(call),
        "size" => BindSize(call, Argument(call, 0, 1)),
        "timestamp" => ConstantNode.Of(
            Kind.Moment,
            WrittenTimes.MomentOf(WrittenArgument(call))
                ?? throw Problem(call.At, "A moment is written \"2026-05-31\" or \"2026-05-31T18:00:00-05:00\".")),
        "duration" => ConstantNode.Of(
            Kind.Duration,
            WrittenTimes.DurationOf(WrittenArgument(call))
                ?? throw Problem(call.At, "A duration is written \"30d\", \"12h\", \"1h30m\", \"90s\" or \"250ms\".")),
        _ => throw NoFunction(call),
    };

    private Node BindMethod(CallSyntax call, SyntaxNode target) => call.Name switch
    {
        "startsWith" => BindTextTest(call, target, TextTest.StartsWith),
        "endsWith" => BindTextTest(call, target, TextTest.EndsWith),
        "contains" => BindTextTest(call, target, TextTest.Contains),
        "under" => BindUnder(call, target),
        "size" => BindSize(call, NoArgument(call, target)),
        "exists" => BindQuantifier(call, target, isAll: false),
        "all" => BindQuantifier(call, target, isAll: true),
        _ => throw NoFunction(call),
    };

    private HasNode BindHas(CallSyntax call)
    {
        var argument = Argument(call, 0, 1);
        return argument is SelectSyntax
            ? new HasNode(Likeliest(Bind(argument)))
            : throw Problem(argument.At, "has takes an attribute, such as has(product.brand).");
    }

    private SizeNode BindSize(CallSyntax call, SyntaxNode argument)
    {
        var bound = Bind(argument);
        var want = WantsOf(bound).FirstOrDefault(want => want is Want.Text or Want.List, Want.Truth);
        return want == Want.Truth
            ? throw Problem(call.At, $"{KindsOf(bound)} has no size; texts and lists have.")
            : new SizeNode(Settle(bound, want));
    }

    private TextTestNode BindTextTest(CallSyntax call, SyntaxNode target, TextTest test)
    {
        var (text, argument) = (Bind(target), Bind(Argument(call, 0, 1)));
        if (text is Settled { Node.Kind: Kind.List })
            throw Problem(call.At, $"{call.Name} is asked of a text. Write list.exists(t, t.{call.Name}(…)).");
        var form = FormOf([text]);
        var part = argument is Written written
            ? ConstantNode.Of(PartOf(written.Text.Text, form), form)
            : TextIn(argument, form == TextForm.Exact ? TextForm.Exact : TextForm.Folded);
        return new TextTestNode(test, TextIn(text, form), part);
    }

    /// <summary>The key of a part of a text, whose outer blanks count.</summary>
    private static string PartOf(string text, TextForm form) =>
        form == TextForm.Exact ? text : FoldedText.Within(text);

    private TextTestNode BindUnder(CallSyntax call, SyntaxNode target)
    {
        var (text, argument) = (Bind(target), Bind(Argument(call, 0, 1)));
        if (text is not Settled { Node: AttributeNode { Attribute.BuiltIn: BuiltIn.Category } })
            throw Problem(call.At, "under is asked of product.category or context.category.");
        if (argument is Written { Text: var path } && FoldedText.Of(path.Text, TextForm.Path) is { } key
            && !_schema.HasCategoryUnder(key))
        {
            Warn(
                path.At,
                $"No product is under the category \"{path.Text}\"."
                    + NearestTexts.Guess(path.Text, _schema.CategoryTree()));
        }

        return new TextTestNode(TextTest.Under, TextIn(text, TextForm.Path), TextIn(argument, TextForm.Path));
    }

    private QuantifierNode BindQuantifier(CallSyntax call, SyntaxNode target, bool isAll)
    {
        var list = As(target, Want.List);
        if (Argument(call, 0, 2) is not NameSyntax { Name: var name, At: var at })
        {
            throw Problem(
                call.At, $"{call.Name} takes a name and a condition, such as tags.{call.Name}(t, t == \"x\").");
        }

        if (name is Product or Context or User or Now || _locals.Contains(name))
            throw Problem(at, $"'{name}' is taken. Choose another name.");
        if (_locals.Count == Scope.MaxLocals)
            throw Problem(call.At, $"More than {Scope.MaxLocals} of exists and all are inside one another.");
        _locals.Add(name);
        var condition = As(Argument(call, 1, 2), Want.Truth);
        _locals.RemoveAt(_locals.Count - 1);
        return new QuantifierNode(isAll, _locals.Count, list, condition);
    }

    private static SyntaxNode Argument(CallSyntax call, int index, int count) =>
        call.Arguments.Count == count
            ? call.Arguments[index]
            : throw Problem(
                call.At,
                $"{call.Name} takes {count} {(count == 1 ? "argument" : "arguments")}, not {call.Arguments.Count}.");

    private static SyntaxNode NoArgument(CallSyntax call, SyntaxNode target) =>
        call.Arguments.Count == 0 ? target : throw Problem(call.At, $"x.{call.Name}() takes no argument.");

    private static string WrittenArgument(CallSyntax call) => Argument(call, 0, 1) is TextSyntax text
        ? text.Text
        : throw Problem(call.At, $"{call.Name} takes a text written out, in quotes.");

    private static FilterException NoFunction(CallSyntax call)
    {
        var all = call.Target is null ? Functions : Methods;
        var names = all.Select(function => function[(function.IndexOf('.') + 1)..function.IndexOf('(')]).Distinct();
        var matches = call.Name == "matches"
            ? " Patterns are left out: use startsWith, endsWith, contains."
            : NearestTexts.Guess(call.Name, names);
        return Problem(
            call.At, $"There is no function '{Shown(call.Name)}'.{matches} Known: {string.Join(", ", all)}.");
    }
}
