"""Who the parties are: names, offices, pronouns and descriptions → actors, with the facts that are known of them."""
