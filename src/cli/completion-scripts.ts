// Scripts of four shells that complete a command line. Commands with their options and choices in, text out. Words of the program are letters, digits and
// hyphens, so nothing in a script needs quoting.
import type { Command } from 'commander'

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
/** One of them. */
export type Shell = (typeof SHELLS)[number]

/** What may follow a command, and what an option takes where that is a list. */
interface Completed {
  /** `coverage`, `ledger update`. */
  readonly name: string
  readonly words: readonly string[]
  readonly choices: readonly (readonly [option: string, values: readonly string[]])[]
}

/** The script of a shell. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  const all = commands.flatMap((command) => [
    completed(command, ''),
    ...command.commands.map((one) => completed(one, `${command.name()} `)),
  ])
  const names = [...commands.map((command) => command.name()), 'help']
  switch (shell) {
    case 'bash':
      return bash(names, all)
    case 'zsh':
      return `#compdef living-circle\nautoload -U +X bashcompinit && bashcompinit\n${bash(names, all)}`
    case 'fish':
      return fish(names, commands)
    case 'powershell':
      return powershell(names, all)
  }
}

function completed(command: Command, before: string): Completed {
  const options = command.options.flatMap(({ long }) => long ?? [])
  const choices = command.options.flatMap(({ long, argChoices }) =>
    long === undefined || long === null || argChoices === undefined ? [] : [[long, argChoices] as const],
  )
  const own = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])
  return {
    name: before + command.name(),
    words: [...command.commands.map((one) => one.name()), ...own, ...options, '--help'],
    choices,
  }
}

function bash(names: readonly string[], all: readonly Completed[]): string {
  const cases = all.map(({ name, words }) => `    "${name}") words="${words.join(' ')}" ;;`).join('\n')
  const lists = all
    .flatMap(({ name, choices }) =>
      choices.map(([option, values]) => `    "${name} ${option}") words="${values.join(' ')}" ;;`),
    )
    .join('\n')
  return `# living-circle: completion for bash. Put into ~/.bashrc: source <(living-circle completion bash)
_living_circle() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words="" within
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(' ')} --help --version" -- "$current"))
    return
  fi
  within="$command \${COMP_WORDS[2]}"
  case "$within" in
${all
  .filter(({ name }) => name.includes(' '))
  .map(({ name }) => `    "${name}") [ "$COMP_CWORD" -gt 2 ] && command="$within" ;;`)
  .join('\n')}
  esac
  case "$command $previous" in
${lists}
  esac
  if [ -z "$words" ]; then
    case "$command" in
${cases}
    esac
    if [[ "$current" != -* ]] && [[ "$words" == --* ]]; then
      COMPREPLY=($(compgen -f -- "$current"))
      return
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o filenames -F _living_circle living-circle
`
}

function fish(names: readonly string[], commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => {
    const within = `'__fish_seen_subcommand_from ${command.name()}'`
    const own = command.commands.flatMap((one) => [
      `complete -c living-circle -n ${within} -a ${one.name()}`,
      ...one.options.flatMap((option) =>
        fishOption(
          `'__fish_seen_subcommand_from ${command.name()}; and __fish_seen_subcommand_from ${one.name()}'`,
          option,
        ),
      ),
    ])
    return [...command.options.flatMap((option) => fishOption(within, option)), ...own]
  })
  return `# living-circle: completion for fish. Put into ~/.config/fish/completions/living-circle.fish
complete -c living-circle -n __fish_use_subcommand -a '${names.join(' ')}'
${lines.join('\n')}
`
}

function fishOption(condition: string, { long, argChoices, required, optional }: Command['options'][number]): string[] {
  if (long === undefined || long === null) return []
  const values = argChoices === undefined ? (required || optional ? ' -r' : '') : ` -x -a '${argChoices.join(' ')}'`
  return [`complete -c living-circle -n ${condition} -l ${long.slice(2)}${values}`]
}

function powershell(names: readonly string[], all: readonly Completed[]): string {
  const list = (words: readonly string[]) => `@(${words.map((word) => `'${word}'`).join(', ')})`
  const entries = all.map(({ name, words }) => `    '${name}' = ${list(words)}`).join('\n')
  const choices = all
    .flatMap(({ name, choices: own }) => own.map(([option, values]) => `    '${name} ${option}' = ${list(values)}`))
    .join('\n')
  return `# living-circle: completion for PowerShell. Put into $PROFILE: living-circle completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName living-circle -ScriptBlock {
  param($word, $ast, $position)
  $own = @{
${entries}
  }
  $choices = @{
${choices}
  }
  $given = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($word -ne '' -and $given.Count -gt 0) { $given = @($given | Select-Object -SkipLast 1) }
  if ($given.Count -eq 0) { $words = ${list(names)} }
  else {
    $command = $given[0]
    if ($given.Count -gt 1 -and $own.ContainsKey("$command $($given[1])")) { $command = "$command $($given[1])" }
    $key = "$command $($given[-1])"
    $words = if ($choices.ContainsKey($key)) { $choices[$key] } else { $own[$command] }
  }
  $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`
}
